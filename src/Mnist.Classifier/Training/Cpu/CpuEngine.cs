using System.Numerics.Tensors;

namespace Mnist.Classifier.Training;

/// <summary>
/// Trains on the CPU. Products of matrices are libtorch's, one thread each; what would take longer to ask of libtorch than
/// to do (activations, loss, Adam), or what it cannot do at all (leave zeros out), is managed code over the same memory.
/// The buffers end with the dispose scope in which the engine is made; Dispose ends the threads.
/// </summary>
/// <remarks>
/// The workers meet twice in a step. First each takes some rows of the batch forward and back; then each computes the
/// gradients of some of the weights over all the rows, and moves these weights.
/// </remarks>
internal sealed class CpuEngine : ITrainingEngine, IDisposable
{
    // A worker that has fewer rows waits for the others longer than it works.
    private const int MinRowsPerWorker = 8;

    private readonly NetworkLayout _layout;
    private readonly FloatBuffer _weights;
    private readonly FloatBuffer _gradients;
    private readonly CpuLayer[] _layers;
    private readonly CpuAdam _adam;
    private readonly Workers _workers;
    private readonly BatchResult[] _results;
    private readonly Action<int> _forward;
    private readonly Action<int> _forwardAndBack;
    private readonly Action<int> _update;
    private readonly int[] _labels;
    private readonly float _labelSmoothing;
    private FloatBuffer? _keptWeights;
    private RowSelection? _rows;
    private int _batchSize;
    private long _rowCount;

    /// <param name="layout">The layers.</param>
    /// <param name="random">Where the first weights come from.</param>
    /// <param name="settings">What it is made for.</param>
    public CpuEngine(NetworkLayout layout, Random random, CpuEngineSettings settings)
    {
        _layout = layout;
        _weights = FloatBuffer.Zeros(layout.Length);
        _gradients = FloatBuffer.Zeros(layout.Length);
        _adam = new CpuAdam(_weights, _gradients);
        _labels = new int[settings.MaxRows];
        _labelSmoothing = (float)settings.LabelSmoothing;
        foreach (var place in layout.Layers)
        {
            place.DrawWeights(random).CopyTo(_weights.Slice(place.WeightStart, place.WeightCount));
        }

        var workers = Math.Clamp(settings.BatchSize / MinRowsPerWorker, 1, Math.Max(1, settings.ThreadCount));
        _layers = MakeLayers(settings.IsSparse, settings.MaxRows, workers);
        _results = new BatchResult[workers];
        _forward = Forward;
        _forwardAndBack = ForwardAndBack;
        _update = Update;
        _workers = new Workers(workers); // last: nothing after it can fail and leave threads behind
    }

    /// <summary>Gets the gradients of the last batch, laid out as the layout says.</summary>
    public FloatBuffer Gradients => _gradients;

    public void Begin(RowSelection rows)
    {
        _rows = rows;
        _rowCount = 0;
        Array.Clear(_results);
    }

    public void Step(int start, int count, double learningRate)
    {
        Prepare(start, count);
        _adam.BeginStep(learningRate);
        _workers.Run(_forwardAndBack);
        _workers.Run(_update);
    }

    public void Evaluate(int start, int count)
    {
        Prepare(start, count);
        _workers.Run(_forward);
    }

    public (double Loss, double Accuracy) Average() =>
        (_results.Sum(result => result.Loss) / _rowCount, (double)_results.Sum(result => result.CorrectCount) / _rowCount);

    public bool HasFiniteWeights() => _weights.IsFinite();

    public void KeepWeights()
    {
        _keptWeights ??= new FloatBuffer(_layout.Length);
        _keptWeights.CopyFrom(_weights);
    }

    public void RestoreWeights() => _weights.CopyFrom(_keptWeights!);

    public DenseNetwork ToDenseNetwork() => new([.. _layout.Layers.Select(place => new DenseLayer(
        _weights.Slice(place.WeightStart, place.WeightCount).ToArray(), _weights.Slice(place.BiasStart, place.Outputs).ToArray()))]);

    public void Dispose() => _workers.Dispose();

    private CpuLayer[] MakeLayers(bool isSparse, int maxRows, int workers)
    {
        var layers = new List<CpuLayer>();
        foreach (var place in _layout.Layers)
        {
            layers.Add(layers.Count > 0
                ? new ProductLayer(layers[^1].Outputs, layers[^1].Deltas, place, _weights, _gradients, maxRows, workers)
                : isSparse
                    ? new SparseInputLayer(place, _weights, _gradients, maxRows, workers)
                    : new MatrixInputLayer(place, _weights, _gradients, maxRows, workers));
        }

        return [.. layers];
    }

    private void Prepare(int start, int count)
    {
        var order = _rows!.Order.Slice(start, count);
        for (var i = 0; i < count; i++)
        {
            _labels[i] = _rows.Rows.Labels[order[i]];
        }

        foreach (var layer in _layers)
        {
            layer.Prepare(_rows.Rows, order);
        }

        _batchSize = count;
        _rowCount += count;
    }

    private void Forward(int worker)
    {
        var rows = Activate(worker);
        _results[worker] += CrossEntropy.Measure(_layers[^1].OutputsOf(rows), LabelsOf(rows));
    }

    private void ForwardAndBack(int worker)
    {
        var rows = Activate(worker);
        var last = _layers[^1];
        _results[worker] += CrossEntropy.Differentiate(
            last.OutputsOf(rows), LabelsOf(rows), _labelSmoothing, last.DeltasOf(rows), _batchSize);
        for (var i = _layers.Length - 1; i > 0; i--)
        {
            ((ProductLayer)_layers[i]).PropagateBack(worker);
            Rectifier.Differentiate(_layers[i - 1].OutputsOf(rows), _layers[i - 1].DeltasOf(rows));
        }
    }

    // Leaves the logits in the last layer's outputs.
    private Share Activate(int worker)
    {
        var rows = Share.Of(_batchSize, worker, _workers.Count);
        for (var i = 0; i < _layers.Length; i++)
        {
            _layers[i].Forward(worker, rows);
            if (i < _layers.Length - 1)
            {
                Rectifier.Apply(_layers[i].OutputsOf(rows));
            }
        }

        return rows;
    }

    private void Update(int worker)
    {
        foreach (var layer in _layers)
        {
            layer.Update(worker, _batchSize, _adam);
            UpdateBiases(layer, Share.Of(layer.Place.Outputs, worker, _workers.Count));
        }
    }

    private void UpdateBiases(CpuLayer layer, Share outputs)
    {
        var place = layer.Place;
        var gradients = _gradients.Slice(place.BiasStart + outputs.Start, outputs.Count);
        gradients.Clear();
        for (var row = 0; row < _batchSize; row++)
        {
            TensorPrimitives.Add(gradients, layer.DeltasOf(new Share(row, 1)).Slice(outputs.Start, outputs.Count), gradients);
        }

        _adam.Step(place.BiasStart + outputs.Start, outputs.Count);
    }

    private ReadOnlySpan<int> LabelsOf(Share rows) => _labels.AsSpan(rows.Start, rows.Count);
}
