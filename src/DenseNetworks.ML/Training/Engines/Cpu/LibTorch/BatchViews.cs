using TorchSharp;

namespace DenseNetworks.ML.Training;

/// <summary>
/// The tensors that a <see cref="TensorMatMulLayer"/> passes to libtorch for batches of one size, per worker; null if a worker
/// has nothing to do.
/// </summary>
internal sealed class BatchViews
{
    /// <summary>Creates the views; those of derivatives only if the batch can be learned from.</summary>
    public BatchViews(
        MatMulLayer layer, FloatBuffer inputs, FloatBuffer? inputDeltas, int rowCount, bool isLearned, int workers)
    {
        var place = layer.Place;
        var rows = Enumerable.Range(0, workers).Select(worker => WorkerPart.Of(rowCount, worker, workers)).ToList();
        Inputs = Rows(inputs, place.Inputs);
        Outputs = Rows(layer.Outputs, place.Outputs);
        if (!isLearned)
        {
            return;
        }

        Deltas = Rows(layer.Deltas, place.Outputs);
        InputDeltas = inputDeltas is null ? [] : Rows(inputDeltas, place.Inputs);
        AllDeltas = TensorFloats.View(layer.Deltas, 0, rowCount, place.Outputs);

        var allInputs = TensorFloats.View(inputs, 0, rowCount, place.Inputs);
        InputColumns = [.. Enumerable.Range(0, workers).Select(worker =>
        {
            var columns = WorkerPart.Of(place.Inputs, worker, workers);
            return columns.Count == 0 ? null : allInputs.narrow(1, columns.Start, columns.Count).t();
        })];

        torch.Tensor?[] Rows(FloatBuffer buffer, int width) => [.. rows.Select(part =>
            part.Count == 0 ? null : TensorFloats.View(buffer, (long)part.Start * width, part.Count, width))];
    }

    /// <summary>Gets the inputs of the rows of each worker, <c>[rows, inputs]</c>.</summary>
    public torch.Tensor?[] Inputs { get; }

    /// <summary>Gets the outputs of the rows of each worker, <c>[rows, outputs]</c>.</summary>
    public torch.Tensor?[] Outputs { get; }

    /// <summary>Gets the derivatives with respect to the outputs of the rows of each worker, <c>[rows, outputs]</c>.</summary>
    public torch.Tensor?[] Deltas { get; } = [];

    /// <summary>
    /// Gets the derivatives with respect to the inputs of the rows of each worker, <c>[rows, inputs]</c>; empty if not needed.
    /// </summary>
    public torch.Tensor?[] InputDeltas { get; } = [];

    /// <summary>Gets the columns of each worker of the inputs of all rows, transposed, <c>[inputs, rows]</c>.</summary>
    public torch.Tensor?[] InputColumns { get; } = [];

    /// <summary>Gets the derivatives with respect to the outputs of all rows, <c>[rows, outputs]</c>.</summary>
    public torch.Tensor? AllDeltas { get; }
}
