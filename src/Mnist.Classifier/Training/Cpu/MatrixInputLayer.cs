namespace Mnist.Classifier.Training;

/// <summary>The first layer of a network, on features of any kind: a batch's rows are gathered, then multiplied.</summary>
internal sealed class MatrixInputLayer : ProductLayer
{
    private readonly FloatBuffer _batch;
    private readonly int[] _order;
    private DenseFeatures? _features;

    public MatrixInputLayer(LayerLayout place, FloatBuffer weights, FloatBuffer gradients, int maxRows, int workers)
        : this(new FloatBuffer((long)maxRows * place.Inputs), place, weights, gradients, maxRows, workers)
    {
    }

    private MatrixInputLayer(
        FloatBuffer batch, LayerLayout place, FloatBuffer weights, FloatBuffer gradients, int maxRows, int workers)
        : base(batch, null, place, weights, gradients, maxRows, workers)
    {
        _batch = batch;
        _order = new int[maxRows];
    }

    public override void Prepare(TrainingRows rows, ReadOnlySpan<int> order)
    {
        base.Prepare(rows, order);
        _features = (DenseFeatures)rows.Features;
        order.CopyTo(_order);
    }

    protected override void AddProducts(int worker, Share rows)
    {
        for (var row = rows.Start; row < rows.End; row++)
        {
            _features![_order[row]].CopyTo(_batch.Slice((long)row * Place.Inputs, Place.Inputs));
        }

        base.AddProducts(worker, rows);
    }
}
