namespace DenseNetworks.ML.Training;

/// <summary>A worker's part of something that is split evenly.</summary>
internal readonly record struct WorkerPart(int Start, int Count)
{
    /// <summary>Gets where it ends; not part of it.</summary>
    public int End => Start + Count;

    public static WorkerPart Of(int total, int worker, int workers)
    {
        var start = (int)((long)total * worker / workers);
        return new WorkerPart(start, (int)((long)total * (worker + 1) / workers) - start);
    }
}

/// <summary>Some of the weights and biases of a network, side by side in its flat buffers.</summary>
internal readonly record struct ParameterRange(long Start, int Length);
