using Mnist.Classifier.Network;

namespace Mnist.Classifier.Training;

/// <summary>The first layer of a network, on features that are mostly zero: a zero costs nothing.</summary>
internal sealed class SparseInputLayer : CpuLayer
{
    private readonly SparseInput _input;
    private readonly FloatBuffer _weights;
    private readonly FloatBuffer _gradients;
    private readonly int _workers;
    private Share[]? _shares;

    public SparseInputLayer(SparseInput input, LayerLayout place, FloatBuffer weights, FloatBuffer gradients, RowLimits rows, int workers)
        : base(place, weights, rows)
    {
        _input = input;
        _weights = weights;
        _gradients = gradients;
        _workers = workers;
    }

    public override void Prepare(int rowCount) =>
        _shares ??= InputShares.Divide(_input.MeasureDensities(), rowCount, _workers);

    public override void Update(int worker, int rowCount, CpuAdam adam)
    {
        var inputs = _shares![worker];
        var start = Place.WeightStart + ((long)inputs.Start * Place.Outputs);
        var gradients = _gradients.Slice(start, inputs.Count * Place.Outputs);
        gradients.Clear();
        for (var row = 0; row < rowCount; row++)
        {
            var part = _input[row].Slice(inputs.Start, inputs.End);
            SparseOuterProduct.Add(part, inputs.Start, DeltasOf(new Share(row, 1)), gradients);
        }

        adam.Step(start, gradients.Length);
    }

    protected override void AddProducts(int worker, Share share)
    {
        var weights = _weights.Slice(Place.WeightStart, Place.WeightCount);
        for (var row = share.Start; row < share.End; row++)
        {
            SparseProduct.Add(_input[row], weights, OutputsOf(new Share(row, 1)));
        }
    }
}
