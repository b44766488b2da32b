namespace DenseNetworks.ML.Training;

/// <summary>A worker's part of something that is split evenly.</summary>
/// <param name="Start">Where it starts.</param>
/// <param name="Count">How much it is; can be 0.</param>
internal readonly record struct WorkerPart(int Start, int Count)
{
    /// <summary>Gets where it ends; not part of it.</summary>
    public int End => Start + Count;

    /// <param name="total">How much there is.</param>
    /// <param name="worker">Whose part, from 0.</param>
    /// <param name="workers">The number of workers.</param>
    public static WorkerPart Of(int total, int worker, int workers)
    {
        var start = (int)((long)total * worker / workers);
        return new WorkerPart(start, (int)((long)total * (worker + 1) / workers) - start);
    }
}

/// <summary>Some of the weights and biases of a network, side by side in its flat buffers.</summary>
/// <param name="Start">Where they start.</param>
/// <param name="Length">How many they are; can be 0.</param>
internal readonly record struct ParameterRange(long Start, int Length);
