using DenseNetworks.Network;

namespace DenseNetworks.ML.Training;

/// <summary>The first layer of a network, on features that are mostly zero: a zero costs nothing.</summary>
internal sealed class SparseInputLayer : CpuLayer
{
    private readonly SparseInput _input;
    private readonly FloatBuffer _weights;
    private readonly FloatBuffer? _gradients;
    private WorkerPart[]? _parts;

    public SparseInputLayer(
        SparseInput input, LayerLayout place, FloatBuffer weights, FloatBuffer? gradients, RowLimits rows, int workers)
        : base(place, weights, gradients, rows, workers)
    {
        _input = input;
        _weights = weights;
        _gradients = gradients;
    }

    public override void Prepare(int rowCount) =>
        _parts ??= InputDivision.Divide(_input.MeasureDensities(), rowCount, WorkerCount);

    protected override WorkerPart InputsOf(int worker) => _parts![worker];

    protected override void ComputeWeightGradients(int worker, int rowCount)
    {
        var inputs = InputsOf(worker);
        var range = WeightsOf(worker);
        var gradients = _gradients!.Slice(range.Start, range.Length);
        gradients.Clear();
        for (var row = 0; row < rowCount; row++)
        {
            var part = _input[row].Slice(inputs.Start, inputs.End);
            SparseOuterProduct.Add(part, inputs.Start, DeltasOf(new WorkerPart(row, 1)), gradients);
        }
    }

    protected override void AddProducts(int worker, WorkerPart part)
    {
        var weights = _weights.Slice(Place.WeightStart, Place.WeightCount);
        for (var row = part.Start; row < part.End; row++)
        {
            SparseProduct.Add(_input[row], weights, OutputsOf(new WorkerPart(row, 1)));
        }
    }
}
