namespace DenseNetworks.ML.Training;

/// <summary>
/// Trains on the CPU. A <see cref="CpuBackend"/> computes matrix products, on one thread each; everything else (activations,
/// loss, Adam, and sparse products) is managed code on the same memory. Dispose ends the threads; the backend owns the buffers.
/// </summary>
/// <remarks>
/// A step has two parts, between which the workers synchronize. First, each worker propagates some rows of the batch forward
/// and backward. Then, each computes the gradients of some of the weights over all rows, and updates these weights. If
/// gradients are clipped, the workers also synchronize before they update the weights, because the norm is that of all
/// gradients.
/// </remarks>
internal sealed class CpuEngine : TrainingEngine
{
    // Rows times weights, for each worker in a step: 0.1 ms of work. With less, workers spend too much time waiting for each
    // other.
    private const long LeastWorkPerWorker = 500_000;

    private readonly BatchInput _input;
    private readonly CpuNetwork _network;
    private readonly CpuTeacher? _teacher;
    private readonly CpuAdam _adam;
    private readonly CpuGradientClipping? _clipping;
    private readonly DropoutMask? _dropout;
    private readonly Workers _workers;
    private readonly BatchLoss[] _results;
    private readonly Action<int>[] _evaluation;
    private readonly Action<int>[] _learning;
    private readonly int[] _labels;
    private readonly float[] _weights;
    private readonly float _labelSmoothing;
    private readonly Action? _throwIfCancelled;
    private RowSelection? _rows;
    private int _batchSize;
    private double _weightSum;

    /// <summary>
    /// Initializes an engine. <paramref name="throwIfCancelled"/> is called between the parts of a step, on any thread, and may
    /// end it with an exception, after which the engine cannot be used.
    /// </summary>
    public CpuEngine(
        CpuBackend backend, NetworkLayout layout, Random random, TrainingRecipe recipe, bool isSparse, RowLimits rows,
        int workers, Action? throwIfCancelled = null)
        : base(layout, layout.DrawWeights(random, backend.Memory), recipe)
    {
        _labels = new int[rows.Evaluated];
        _weights = new float[rows.Evaluated];
        _labelSmoothing = (float)recipe.LabelSmoothing;
        _throwIfCancelled = throwIfCancelled;
        var (weights, gradients) = ((FloatBuffer)Parameters, (FloatBuffer)Gradients);
        Backend = backend.Kind;
        _input = MakeInput(backend.Memory, layout.Layers[0].Inputs, random, recipe.Augmentation, isSparse, rows, workers);
        _network = new CpuNetwork(
            backend, _input, layout, weights, gradients, rows, workers, needsAllGradients: recipe.GradientClipping is not null);
        _teacher = recipe.Distillation is { } distillation
            ? new CpuTeacher(backend, distillation, _input, rows.Learned, workers)
            : null;
        _clipping = recipe.GradientClipping is { } norm ? new CpuGradientClipping(gradients, norm, workers) : null;
        _dropout = recipe.Dropout > 0 ? new DropoutMask(recipe.Dropout, random.Next()) : null;
        _adam = new CpuAdam(backend.Memory, weights, gradients, recipe.WeightDecay ?? 0, (FloatBuffer?)Average);
        _results = new BatchLoss[workers];
        _evaluation = [Forward];
        _learning = _clipping is null ? [ForwardAndBack, Update] : [ForwardAndBack, MeasureGradients, ClipAndMove];
        _workers = new Workers(workers, backend.EnterThread); // last, so that no failure leaves threads behind
    }

    public override TrainingBackend Backend { get; }

    protected override (IFlatNumbers First, IFlatNumbers Second) Moments => (_adam.FirstMoments, _adam.SecondMoments);

    /// <summary>Determines the number of threads that pays.</summary>
    public static int ChooseWorkerCount(NetworkLayout layout, int batchSize, int threadCount, DenseNetwork? teacher = null)
    {
        var work = batchSize * (layout.Length + (teacher?.ParameterCount ?? 0));
        return (int)Math.Clamp(work / LeastWorkPerWorker, 1, Math.Max(1, threadCount));
    }

    public override void Begin(RowSelection rows)
    {
        _rows = rows;
        _weightSum = 0;
        Array.Clear(_results);
    }

    public override (double Loss, double Accuracy) Result() =>
        (_results.Sum(result => result.Loss) / _weightSum, _results.Sum(result => result.CorrectWeight) / _weightSum);

    public override void Dispose() => _workers.Dispose();

    protected override void Learn(int start, int count, double learningRate)
    {
        Prepare(start, count, step: StepCount + 1);
        _adam.BeginStep(StepCount + 1, learningRate, AverageDecay);
        _workers.Run(_learning);
    }

    protected override void Count(int start, int count)
    {
        Prepare(start, count, step: 0);
        _workers.Run(_evaluation);
    }

    private static BatchInput MakeInput(
        FloatMemory memory, int featureCount, Random random, ImageAugmentation? augmentation, bool isSparse, RowLimits rows,
        int workers)
    {
        if (augmentation is null)
        {
            return isSparse
                ? new SparseInput(rows, featureCount)
                : new MatrixInput(memory, rows, featureCount, augmentation: null);
        }

        // Augmented images have fewer zeros than the originals: skipping zeros gains nothing with 128 units, and takes twice as
        // long with 1,024.
        var augmenter = new ImageAugmenter(augmentation, featureCount);
        return new MatrixInput(memory, rows, featureCount, new RowAugmentation(augmenter, random.Next(), workers));
    }

    private void Prepare(int start, int count, long step)
    {
        var order = _rows!.Order.Slice(start, count);
        for (var i = 0; i < count; i++)
        {
            _labels[i] = _rows.Rows.Labels[order[i]];
            _weights[i] = _rows.Rows.WeightOf(order[i]);
        }

        _input.Prepare(_rows.Rows, order, step);
        _network.Prepare(count);
        if (step > 0)
        {
            _teacher?.Prepare(count);
        }

        _batchSize = count;
        _weightSum += _rows.SumWeights(start, count);
    }

    private void Forward(int worker)
    {
        var rows = RowsOf(worker);
        _input.Fill(worker, rows);
        _network.Forward(worker, rows);
        _results[worker] += CrossEntropy.Measure(_network.Last.OutputsOf(rows), LabelsOf(rows), WeightsOf(rows));
    }

    private void ForwardAndBack(int worker)
    {
        var rows = RowsOf(worker);
        _input.Fill(worker, rows);
        _network.Forward(worker, rows, _dropout, StepCount);
        var logits = _network.Last.OutputsOf(rows);
        var deltas = _network.Last.DeltasOf(rows);
        _teacher?.Compare(worker, rows, logits, WeightsOf(rows), scratch: deltas); // before the loss overwrites the logits
        _results[worker] += CrossEntropy.Differentiate(
            logits, LabelsOf(rows), WeightsOf(rows), _labelSmoothing, deltas, _batchSize);
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
            layer.MoveWeights(worker, _adam);
            _adam.Step(layer.BiasesOf(worker));
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
                _adam.Step(range);
            }
        }
    }

    private WorkerPart RowsOf(int worker) => WorkerPart.Of(_batchSize, worker, _workers.Count);

    private ReadOnlySpan<int> LabelsOf(WorkerPart rows) => _labels.AsSpan(rows.Start, rows.Count);

    private ReadOnlySpan<float> WeightsOf(WorkerPart rows) => _weights.AsSpan(rows.Start, rows.Count);
}
