using System.Numerics.Tensors;

namespace Mnist.Classifier.Training;

/// <summary>
/// Trains on the CPU. Products of matrices are libtorch's, one thread each; what would take longer to ask of libtorch than
/// to do (activations, loss, Adam), or what it cannot do at all (leave zeros out), is managed code over the same memory.
/// The buffers end with the dispose scope in which the engine is made; Dispose ends the threads.
/// </summary>
/// <remarks>
/// A step has two parts, and the workers meet in between. First each takes some rows of the batch forward and back; then
/// each computes the gradients of some of the weights over all the rows, and moves these weights.
/// </remarks>
internal sealed class CpuEngine : ITrainingEngine, IDisposable
{
    // Rows times weights, for each worker in a step: 0.1 ms of work. With less, the workers wait for each other too often.
    private const long LeastWorkPerWorker = 500_000;

    private readonly NetworkLayout _layout;
    private readonly FloatBuffer _weights;
    private readonly FloatBuffer _gradients;
    private readonly BatchInput _input;
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
        _adam = new CpuAdam(_weights, _gradients, settings.WeightDecay);
        _labels = new int[settings.Rows.Evaluated];
        _labelSmoothing = (float)settings.LabelSmoothing;
        foreach (var place in layout.Layers)
        {
            place.DrawWeights(random).CopyTo(_weights.Slice(place.WeightStart, place.WeightCount));
        }

        _input = MakeInput(layout.Layers[0].Inputs, random, settings);
        _layers = MakeLayers(settings.Rows, settings.WorkerCount);
        _results = new BatchResult[settings.WorkerCount];
        _forward = Forward;
        _forwardAndBack = ForwardAndBack;
        _update = Update;
        _workers = new Workers(settings.WorkerCount); // last: nothing after it can fail and leave threads behind
    }

    /// <summary>Gets the gradients of the last batch, laid out as the layout says.</summary>
    public FloatBuffer Gradients => _gradients;

    /// <summary>Chooses how many threads are worth their while.</summary>
    /// <param name="layout">The layers.</param>
    /// <param name="batchSize">The number of rows of a step.</param>
    /// <param name="threadCount">The most threads to use.</param>
    public static int ChooseWorkerCount(NetworkLayout layout, int batchSize, int threadCount) =>
        (int)Math.Clamp(batchSize * layout.Length / LeastWorkPerWorker, 1, Math.Max(1, threadCount));

    public void Begin(RowSelection rows)
    {
        _rows = rows;
        _rowCount = 0;
        Array.Clear(_results);
    }

    public void Step(int start, int count, double learningRate)
    {
        Prepare(start, count, isLearned: true);
        _adam.BeginStep(learningRate);
        _workers.Run(_forwardAndBack, _update);
    }

    public void Evaluate(int start, int count)
    {
        Prepare(start, count, isLearned: false);
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

    private CpuLayer[] MakeLayers(RowLimits rows, int workers)
    {
        var layers = new List<CpuLayer>();
        foreach (var place in _layout.Layers)
        {
            layers.Add(layers.Count > 0
                ? new ProductLayer(layers[^1].Outputs, layers[^1].Deltas, place, _weights, _gradients, rows, workers)
                : _input is SparseInput sparse
                    ? new SparseInputLayer(sparse, place, _weights, _gradients, rows, workers)
                    : new ProductLayer(((MatrixInput)_input).Values, null, place, _weights, _gradients, rows, workers));
        }

        return [.. layers];
    }

    private static BatchInput MakeInput(int featureCount, Random random, CpuEngineSettings settings)
    {
        if (settings.Augmentation is not { } augmentation)
        {
            return settings.IsSparse
                ? new SparseInput(settings.Rows, featureCount)
                : new MatrixInput(settings.Rows, featureCount, augmentation: null);
        }

        // Augmented images have fewer zeros than those that are kept: with 128 units to leave them out gains nothing, and
        // with 1,024 it takes twice as long.
        var augmenter = new ImageAugmenter(augmentation, featureCount);
        return new MatrixInput(
            settings.Rows, featureCount, new RowAugmentation(augmenter, random.Next(), settings.WorkerCount));
    }

    private void Prepare(int start, int count, bool isLearned)
    {
        var order = _rows!.Order.Slice(start, count);
        for (var i = 0; i < count; i++)
        {
            _labels[i] = _rows.Rows.Labels[order[i]];
        }

        _input.Prepare(_rows.Rows, order, isLearned);
        foreach (var layer in _layers)
        {
            layer.Prepare(count);
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
        _input.Fill(worker, rows);
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
