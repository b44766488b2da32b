using DenseNetworks.Network;

namespace DenseNetworks.ML.Training;

/// <summary>A layer whose products <see cref="MatrixProduct"/> computes.</summary>
internal sealed class ManagedMatMulLayer(
    FloatMemory memory, FloatBuffer inputs, FloatBuffer? inputDeltas, LayerLayout place, FloatBuffer weights,
    FloatBuffer? gradients, RowLimits rows, int workers)
    : MatMulLayer(memory, place, weights, gradients, rows, workers)
{
    private int _rowCount;

    private MatrixView WeightMatrix => new(Weights.Slice(Place.WeightStart, Place.WeightCount), Place.Inputs, Place.Outputs);

    public override void Prepare(int rowCount) => _rowCount = rowCount;

    public override void PropagateBack(int worker)
    {
        var part = WorkerPart.Of(_rowCount, worker, WorkerCount);
        var deltas = new MatrixView(DeltasOf(part), part.Count, Place.Outputs);
        MatrixProduct.Multiply(deltas, WeightMatrix.Transposed, RowsOf(inputDeltas!, part));
    }

    protected override void ComputeWeightGradients(int worker, int rowCount)
    {
        var own = InputsOf(worker);
        var all = new WorkerPart(0, rowCount);
        var columns = new MatrixView(RowsOf(inputs, all), rowCount, Place.Inputs).SliceColumns(own.Start, own.Count);
        var range = WeightsOf(worker);
        var deltas = new MatrixView(DeltasOf(all), rowCount, Place.Outputs);
        MatrixProduct.Multiply(columns.Transposed, deltas, Gradients!.Slice(range.Start, range.Length));
    }

    protected override void AddProducts(int worker, WorkerPart part) => MatrixProduct.Multiply(
        new MatrixView(RowsOf(inputs, part), part.Count, Place.Inputs), WeightMatrix, OutputsOf(part), accumulates: true);

    private Span<float> RowsOf(FloatBuffer values, WorkerPart part) =>
        values.Slice((long)part.Start * Place.Inputs, part.Count * Place.Inputs);
}
