namespace DenseNetworks.ML.Training;

/// <summary>A worker's part of something that is split evenly.</summary>
/// <param name="Start">Where it starts.</param>
/// <param name="Count">How much it is; can be 0.</param>
internal readonly record struct Share(int Start, int Count)
{
    /// <summary>Gets where it ends; not part of it.</summary>
    public int End => Start + Count;

    /// <param name="total">How much there is.</param>
    /// <param name="worker">Whose part, from 0.</param>
    /// <param name="workers">The number of workers.</param>
    public static Share Of(int total, int worker, int workers)
    {
        var start = (int)((long)total * worker / workers);
        return new Share(start, (int)((long)total * (worker + 1) / workers) - start);
    }
}
