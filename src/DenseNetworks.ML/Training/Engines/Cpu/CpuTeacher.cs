using System.Numerics.Tensors;

namespace DenseNetworks.ML.Training;

/// <summary>
/// The teacher of a <see cref="Distillation"/> on the CPU. It processes the same input as the network that learns, one batch at
/// a time, each worker its own rows.
/// </summary>
internal sealed class CpuTeacher
{
    private readonly CpuNetwork _network;
    private readonly float _inverseTemperature;
    private readonly float _weight;
    private int _batchSize;

    public CpuTeacher(CpuBackend backend, Distillation distillation, BatchInput input, int rowCount, int workers)
    {
        var layout = NetworkLayout.Of(distillation.Teacher);
        var weights = backend.Memory.AllocateZeros(layout.Length);
        layout.CopyIn(distillation.Teacher.Layers, weights);
        var rows = new RowLimits(Learned: 0, Evaluated: rowCount);
        _network = new CpuNetwork(backend, input, layout, weights, gradients: null, rows, workers);
        _inverseTemperature = (float)(1 / distillation.Temperature);
        _weight = (float)distillation.Weight;
    }

    /// <summary>Prepares for a batch, before the workers start.</summary>
    public void Prepare(int rowCount)
    {
        _network.Prepare(rowCount);
        _batchSize = rowCount;
    }

    /// <summary>
    /// Computes the contribution of the teacher for the rows of a worker from their logits. Overwrites the scratch buffer.
    /// </summary>
    public void Compare(
        int worker, WorkerPart rows, ReadOnlySpan<float> logits, ReadOnlySpan<float> weights, Span<float> scratch)
    {
        _network.Forward(worker, rows);
        var all = _network.Last.OutputsOf(rows);
        var width = _network.Last.Place.Outputs;
        for (var row = 0; row < weights.Length; row++)
        {
            var own = scratch.Slice(row * width, width);
            var teachers = all.Slice(row * width, width);
            ComputeSoftmax(logits.Slice(row * width, width), own);
            ComputeSoftmax(teachers, teachers);

            // The contribution of the teacher to the derivative of the mean loss of the batch. The loss has the square of the
            // temperature as a factor, of which the derivative of the divided logits cancels one.
            TensorPrimitives.Subtract(own, teachers, teachers);
            TensorPrimitives.Multiply(teachers, weights[row] * (_weight / (_inverseTemperature * _batchSize)), teachers);
        }
    }

    /// <summary>Blends the contribution of the teacher into the derivatives of the loss with the labels.</summary>
    public void Blend(WorkerPart rows, Span<float> deltas) =>
        TensorPrimitives.MultiplyAdd(deltas, 1 - _weight, _network.Last.OutputsOf(rows), deltas);

    private void ComputeSoftmax(ReadOnlySpan<float> logits, Span<float> probabilities)
    {
        TensorPrimitives.Subtract(logits, TensorPrimitives.Max(logits), probabilities);
        TensorPrimitives.Multiply(probabilities, _inverseTemperature, probabilities);
        TensorPrimitives.Exp(probabilities, probabilities);
        TensorPrimitives.Divide(probabilities, TensorPrimitives.Sum<float>(probabilities), probabilities);
    }
}
