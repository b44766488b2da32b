using System.Numerics.Tensors;

namespace DenseNetworks.ML.Training;

/// <summary>
/// A layer of a network that is trained on the CPU, with its outputs for the rows of a batch. Workers divide the rows among
/// them in the forward and backward pass, and the weights when gradients are computed. So no two workers write to the same
/// location, and nothing is reduced across workers. A layer without gradients does not learn.
/// </summary>
internal abstract class CpuLayer(
    FloatMemory memory, LayerLayout place, FloatBuffer weights, FloatBuffer? gradients, RowLimits rows, int workers)
{
    public LayerLayout Place => place;

    /// <summary>Gets the outputs of the layer, <c>[rows, outputs]</c>.</summary>
    public FloatBuffer Outputs { get; } = memory.AllocateRows(rows.Evaluated, place.Outputs);

    /// <summary>Gets the derivatives of the loss with respect to <see cref="Outputs"/>, <c>[rows, outputs]</c>.</summary>
    public FloatBuffer Deltas { get; } = memory.AllocateRows(rows.Learned, place.Outputs);

    protected RowLimits Limits => rows;

    protected int WorkerCount => workers;

    protected FloatBuffer Weights => weights;

    protected FloatBuffer? Gradients => gradients;

    public Span<float> OutputsOf(WorkerPart part) =>
        Outputs.Slice((long)part.Start * place.Outputs, part.Count * place.Outputs);

    public Span<float> DeltasOf(WorkerPart part) =>
        Deltas.Slice((long)part.Start * place.Outputs, part.Count * place.Outputs);

    /// <summary>Prepares for a batch, after its input and before the workers start.</summary>
    public abstract void Prepare(int rowCount);

    /// <summary>Computes the outputs for the rows of a worker, before the activation.</summary>
    public void Forward(int worker, WorkerPart part)
    {
        var outputs = OutputsOf(part);
        var biases = weights.Slice(place.BiasStart, place.Outputs);
        for (var start = 0; start < outputs.Length; start += biases.Length)
        {
            biases.CopyTo(outputs[start..]);
        }

        AddProducts(worker, part);
    }

    /// <summary>Gets the weights of a worker: those of some of the inputs.</summary>
    public ParameterRange WeightsOf(int worker)
    {
        var inputs = InputsOf(worker);
        return new ParameterRange(place.WeightStart + ((long)inputs.Start * place.Outputs), inputs.Count * place.Outputs);
    }

    public ParameterRange BiasesOf(int worker)
    {
        var outputs = WorkerPart.Of(place.Outputs, worker, workers);
        return new ParameterRange(place.BiasStart + outputs.Start, outputs.Count);
    }

    /// <summary>Computes the gradients of the weights and biases of a worker over the whole batch.</summary>
    public void ComputeGradients(int worker, int rowCount)
    {
        ComputeWeightGradients(worker, rowCount);
        var outputs = WorkerPart.Of(place.Outputs, worker, workers);
        var sums = gradients!.Slice(place.BiasStart + outputs.Start, outputs.Count);
        sums.Clear();
        for (var row = 0; row < rowCount; row++)
        {
            TensorPrimitives.Add(sums, DeltasOf(new WorkerPart(row, 1)).Slice(outputs.Start, outputs.Count), sums);
        }
    }

    /// <summary>Updates the weights of a worker by their gradients.</summary>
    public virtual void MoveWeights(int worker, CpuAdam adam) => adam.Step(WeightsOf(worker));

    /// <summary>Gets the inputs whose weights belong to a worker.</summary>
    protected virtual WorkerPart InputsOf(int worker) => WorkerPart.Of(place.Inputs, worker, workers);

    /// <summary>Computes the gradients of the weights of a worker over the whole batch.</summary>
    protected abstract void ComputeWeightGradients(int worker, int rowCount);

    /// <summary>Adds the products of the rows of a worker and the weights to the outputs.</summary>
    protected abstract void AddProducts(int worker, WorkerPart part);
}
