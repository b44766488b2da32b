namespace Mnist.Classifier.Training;

/// <summary>The first layer of a network, on features of any kind: a batch's rows are gathered, then multiplied.</summary>
internal sealed class MatrixInputLayer : ProductLayer
{
    private readonly FloatBuffer _batch;
    private readonly int[] _order;
    private DenseFeatures? _features;

    public MatrixInputLayer(LayerLayout place, FloatBuffer weights, FloatBuffer gradients, RowLimits rows, int workers)
        : this(RowLimits.MakeBuffer(rows.Evaluated, place.Inputs), place, weights, gradients, rows, workers)
    {
    }

    private MatrixInputLayer(
        FloatBuffer batch, LayerLayout place, FloatBuffer weights, FloatBuffer gradients, RowLimits rows, int workers)
        : base(batch, null, place, weights, gradients, rows, workers)
    {
        _batch = batch;
        _order = new int[rows.Evaluated];
    }

    public override void Prepare(TrainingRows source, ReadOnlySpan<int> order)
    {
        base.Prepare(source, order);
        _features = (DenseFeatures)source.Features;
        order.CopyTo(_order);
    }

    protected override void AddProducts(int worker, Share share)
    {
        for (var row = share.Start; row < share.End; row++)
        {
            _features![_order[row]].CopyTo(_batch.Slice((long)row * Place.Inputs, Place.Inputs));
        }

        base.AddProducts(worker, share);
    }
}
