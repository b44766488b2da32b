namespace DenseNetworks.ML.Training;

/// <summary>
/// Trains on the CPU. Products of matrices are libtorch's, one thread each; what would take longer to ask of libtorch than
/// to do (activations, loss, Adam), or what it cannot do at all (leave zeros out), is managed code over the same memory.
/// The buffers end with the dispose scope in which the engine is made; Dispose ends the threads.
/// </summary>
/// <remarks>
/// A step has two parts, and the workers meet in between. First each takes some rows of the batch forward and back; then
/// each computes the gradients of some of the weights over all the rows, and moves these weights. Where gradients are clipped,
/// they meet once more before they move the weights, since the norm is that of all gradients.
/// </remarks>
internal sealed class CpuEngine : ITrainingEngine
{
    // Rows times weights, for each worker in a step: 0.1 ms of work. With less, the workers wait for each other too often.
    private const long LeastWorkPerWorker = 500_000;

    private readonly NetworkLayout _layout;
    private readonly FloatBuffer _weights;
    private readonly FloatBuffer _gradients;
    private readonly BatchInput _input;
    private readonly CpuNetwork _network;
    private readonly CpuTeacher? _teacher;
    private readonly CpuAdam _adam;
    private readonly CpuWeightAverage? _average;
    private readonly CpuGradientClipping? _clipping;
    private readonly DropoutMask? _dropout;
    private readonly Workers _workers;
    private readonly BatchLoss[] _results;
    private readonly Action<int>[] _evaluation;
    private readonly Action<int>[] _learning;
    private readonly int[] _labels;
    private readonly float _labelSmoothing;
    private readonly Action? _throwIfCancelled;
    private FloatBuffer? _keptWeights;
    private RowSelection? _rows;
    private int _batchSize;
    private long _rowCount;
    private long _step;

    /// <param name="layout">The layers.</param>
    /// <param name="random">Where the first weights come from.</param>
    /// <param name="settings">What it is made for.</param>
    public CpuEngine(NetworkLayout layout, Random random, CpuEngineSettings settings)
    {
        _layout = layout;
        _weights = FloatBuffer.Zeros(layout.Length);
        _gradients = FloatBuffer.Zeros(layout.Length);
        _labels = new int[settings.Rows.Evaluated];
        _labelSmoothing = (float)settings.LabelSmoothing;
        _throwIfCancelled = settings.ThrowIfCancelled;
        foreach (var place in layout.Layers)
        {
            place.DrawWeights(random).CopyTo(_weights.Slice(place.WeightStart, place.WeightCount));
        }

        var (rows, workers) = (settings.Rows, settings.WorkerCount);
        _input = MakeInput(layout.Layers[0].Inputs, random, settings);
        _network = new CpuNetwork(_input, layout, _weights, _gradients, rows, workers);
        _teacher = settings.Distillation is { } distillation
            ? new CpuTeacher(distillation, _input, rows.Learned, workers)
            : null;
        _average = settings.WeightAveraging > 0 ? new CpuWeightAverage(_weights, settings.WeightAveraging) : null;
        _clipping = settings.GradientClipping is { } norm ? new CpuGradientClipping(_gradients, norm, workers) : null;
        _dropout = settings.Dropout > 0 ? new DropoutMask(settings.Dropout, random.Next()) : null;
        _adam = new CpuAdam(_weights, _gradients, settings.WeightDecay, _average);
        _results = new BatchLoss[workers];
        _evaluation = [Forward];
        _learning = _clipping is null ? [ForwardAndBack, Update] : [ForwardAndBack, MeasureGradients, ClipAndMove];
        _workers = new Workers(workers); // last: nothing after it can fail and leave threads behind
    }

    /// <summary>Gets the gradients of the last batch, laid out as the layout says.</summary>
    public FloatBuffer Gradients => _gradients;

    /// <summary>Chooses how many threads are worth their while.</summary>
    /// <param name="layout">The layers.</param>
    /// <param name="batchSize">The number of rows of a step.</param>
    /// <param name="threadCount">The most threads to use.</param>
    /// <param name="teacher">What scores the rows of a step too, or null.</param>
    public static int ChooseWorkerCount(NetworkLayout layout, int batchSize, int threadCount, DenseNetwork? teacher = null)
    {
        var work = batchSize * (layout.Length + (teacher?.ParameterCount ?? 0));
        return (int)Math.Clamp(work / LeastWorkPerWorker, 1, Math.Max(1, threadCount));
    }

    public void Begin(RowSelection rows)
    {
        _rows = rows;
        _rowCount = 0;
        Array.Clear(_results);
    }

    public void Step(int start, int count, double learningRate)
    {
        _average?.Show(false);
        Prepare(start, count, step: _step + 1);
        _adam.BeginStep(_step + 1, learningRate);
        _workers.Run(_learning);
        _step++;
    }

    public void Evaluate(int start, int count)
    {
        _average?.Show(true);
        Prepare(start, count, step: 0);
        _workers.Run(_evaluation);
    }

    public (double Loss, double Accuracy) Average() =>
        (_results.Sum(result => result.Loss) / _rowCount, (double)_results.Sum(result => result.CorrectCount) / _rowCount);

    public bool HasFiniteWeights() => _weights.IsFinite() && _average?.Other.IsFinite() != false;

    public void KeepWeights()
    {
        _average?.Show(true);
        _keptWeights ??= new FloatBuffer(_layout.Length);
        _keptWeights.CopyFrom(_weights);
    }

    public void RestoreWeights()
    {
        _average?.Show(true);
        _weights.CopyFrom(_keptWeights!);
    }

    public EngineState CopyState()
    {
        _average?.Show(false);
        return new EngineState(
            _step,
            _layout.CopyOut(_weights),
            _layout.CopyOut(_adam.FirstMoments),
            _layout.CopyOut(_adam.SecondMoments),
            _average is null ? null : _layout.CopyOut(_average.Other),
            _keptWeights is null ? null : _layout.CopyOut(_keptWeights));
    }

    public void RestoreState(EngineState state)
    {
        _average?.Show(false);
        _step = state.Step;
        _layout.CopyIn(state.Weights, _weights);
        _layout.CopyIn(state.FirstMoments, _adam.FirstMoments);
        _layout.CopyIn(state.SecondMoments, _adam.SecondMoments);
        if (_average is not null)
        {
            _layout.CopyIn(state.Average!, _average.Other);
        }

        if (state.Kept is { } kept)
        {
            _keptWeights ??= FloatBuffer.Zeros(_layout.Length);
            _layout.CopyIn(kept, _keptWeights);
        }
    }

    public DenseNetwork ToDenseNetwork()
    {
        _average?.Show(true);
        return new(_layout.CopyOut(_weights));
    }

    public void Dispose() => _workers.Dispose();

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

    private void Prepare(int start, int count, long step)
    {
        var order = _rows!.Order.Slice(start, count);
        for (var i = 0; i < count; i++)
        {
            _labels[i] = _rows.Rows.Labels[order[i]];
        }

        _input.Prepare(_rows.Rows, order, step);
        _network.Prepare(count);
        if (step > 0)
        {
            _teacher?.Prepare(count);
        }

        _batchSize = count;
        _rowCount += count;
    }

    private void Forward(int worker)
    {
        var rows = RowsOf(worker);
        _input.Fill(worker, rows);
        _network.Forward(worker, rows);
        _results[worker] += CrossEntropy.Measure(_network.Last.OutputsOf(rows), LabelsOf(rows));
    }

    private void ForwardAndBack(int worker)
    {
        var rows = RowsOf(worker);
        _input.Fill(worker, rows);
        _network.Forward(worker, rows, _dropout, _step);
        var logits = _network.Last.OutputsOf(rows);
        var deltas = _network.Last.DeltasOf(rows);
        _teacher?.Compare(worker, rows, logits, scratch: deltas); // now: the loss overwrites the logits
        _results[worker] += CrossEntropy.Differentiate(logits, LabelsOf(rows), _labelSmoothing, deltas, _batchSize);
        _teacher?.Blend(rows, deltas);
        _throwIfCancelled?.Invoke();
        _network.PropagateBack(worker, rows, _dropout);
    }

    private void Update(int worker)
    {
        foreach (var layer in _network.Layers)
        {
            _throwIfCancelled?.Invoke();
            layer.ComputeGradients(worker, _batchSize);
            Move(layer.WeightsOf(worker));
            Move(layer.BiasesOf(worker));
        }
    }

    private void MeasureGradients(int worker)
    {
        _clipping!.Begin(worker);
        foreach (var layer in _network.Layers)
        {
            _throwIfCancelled?.Invoke();
            layer.ComputeGradients(worker, _batchSize);
            _clipping.Measure(worker, layer.WeightsOf(worker));
            _clipping.Measure(worker, layer.BiasesOf(worker));
        }
    }

    private void ClipAndMove(int worker)
    {
        foreach (var layer in _network.Layers)
        {
            foreach (var range in (ReadOnlySpan<ParameterRange>)[layer.WeightsOf(worker), layer.BiasesOf(worker)])
            {
                _clipping!.Clip(range);
                Move(range);
            }
        }
    }

    private void Move(ParameterRange range) => _adam.Step(range.Start, range.Length);

    private Share RowsOf(int worker) => Share.Of(_batchSize, worker, _workers.Count);

    private ReadOnlySpan<int> LabelsOf(Share rows) => _labels.AsSpan(rows.Start, rows.Count);
}
