namespace Mnist.Classifier.Reliability;

/// <summary>Runs something on several threads that start together.</summary>
internal static class AtOnce
{
    /// <param name="threadCount">How many threads.</param>
    /// <param name="run">What each does; it is given its number.</param>
    /// <exception cref="AggregateException">One or more of them failed.</exception>
    public static void Run(int threadCount, Action<int> run)
    {
        using var start = new Barrier(threadCount);
        Task.WaitAll(Enumerable.Range(0, threadCount).Select(thread => Task.Factory.StartNew(
            () =>
            {
                start.SignalAndWait();
                run(thread);
            },
            CancellationToken.None,
            TaskCreationOptions.LongRunning, // a thread of its own, so that none waits for another to end
            TaskScheduler.Default)).ToArray());
    }
}
