namespace Mnist.Classifier.Training;

/// <summary>
/// One layer of a network that is trained on the CPU, with what it gave for each row of a batch. Rows are shared out among
/// the workers on the way forward and back, weights when gradients are computed: so no two write to the same place, and
/// nothing has to be added up across them.
/// </summary>
/// <param name="place">Where the layer lies in the network's flat buffers.</param>
/// <param name="weights">All weights and biases of the network.</param>
/// <param name="rows">How many rows there can be at once.</param>
internal abstract class CpuLayer(LayerLayout place, FloatBuffer weights, RowLimits rows)
{
    /// <summary>Gets where the layer lies in the network's flat buffers.</summary>
    public LayerLayout Place => place;

    /// <summary>Gets what the layer gives, <c>[rows, outputs]</c>.</summary>
    public FloatBuffer Outputs { get; } = RowLimits.MakeBuffer(rows.Evaluated, place.Outputs);

    /// <summary>Gets the loss's derivatives by <see cref="Outputs"/>, <c>[rows, outputs]</c>.</summary>
    public FloatBuffer Deltas { get; } = RowLimits.MakeBuffer(rows.Learned, place.Outputs);

    /// <summary>Gets how many rows there can be at once.</summary>
    protected RowLimits Limits => rows;

    /// <summary>Gets some rows of <see cref="Outputs"/>.</summary>
    public Span<float> OutputsOf(Share share) => Outputs.Slice((long)share.Start * place.Outputs, share.Count * place.Outputs);

    /// <summary>Gets some rows of <see cref="Deltas"/>.</summary>
    public Span<float> DeltasOf(Share share) => Deltas.Slice((long)share.Start * place.Outputs, share.Count * place.Outputs);

    /// <summary>Gets ready for a batch. Called before the workers begin.</summary>
    /// <param name="rowCount">The number of rows of the batch.</param>
    public abstract void Prepare(int rowCount);

    /// <summary>Computes the outputs of a worker's rows, before any activation.</summary>
    public void Forward(int worker, Share share)
    {
        var outputs = OutputsOf(share);
        var biases = weights.Slice(place.BiasStart, place.Outputs);
        for (var start = 0; start < outputs.Length; start += biases.Length)
        {
            biases.CopyTo(outputs[start..]);
        }

        AddProducts(worker, share);
    }

    /// <summary>
    /// Computes the gradients of a worker's weights, those of some of the inputs, over the whole batch, and moves them.
    /// </summary>
    /// <param name="worker">The worker.</param>
    /// <param name="rowCount">The number of rows of the batch.</param>
    /// <param name="adam">Moves the weights.</param>
    public abstract void Update(int worker, int rowCount, CpuAdam adam);

    /// <summary>Adds the products of a worker's rows with the weights to the outputs.</summary>
    protected abstract void AddProducts(int worker, Share share);
}
