namespace Testing;

/// <summary>Counts what code allocates.</summary>
internal static class Allocations
{
    /// <summary>
    /// Returns the fewest bytes that one of several runs allocated on this thread. A collection on another thread may
    /// add to one count; what the code itself allocates is in every one.
    /// </summary>
    public static long Least(Action run)
    {
        run(); // not counted: what is made once for good
        return Enumerable.Range(0, 10).Min(_ =>
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            run();
            return GC.GetAllocatedBytesForCurrentThread() - before;
        });
    }
}
