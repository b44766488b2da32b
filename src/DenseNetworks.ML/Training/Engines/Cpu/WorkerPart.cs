namespace DenseNetworks.ML.Training;

/// <summary>The part of a worker in something that is divided evenly.</summary>
internal readonly record struct WorkerPart(int Start, int Count)
{
    public int End => Start + Count;

    public static WorkerPart Of(int total, int worker, int workers)
    {
        var start = (int)((long)total * worker / workers);
        return new WorkerPart(start, (int)((long)total * (worker + 1) / workers) - start);
    }
}

/// <summary>A contiguous range of the weights and biases of a network in its flat buffers.</summary>
internal readonly record struct ParameterRange(long Start, int Length);
