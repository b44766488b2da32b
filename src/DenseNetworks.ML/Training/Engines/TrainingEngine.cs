namespace DenseNetworks.ML.Training;

/// <summary>
/// The arithmetic of training a network: it holds the weights and knows how a batch changes them. What a batch is, and
/// when to stop, is <see cref="TrainingLoop"/>'s business. For one thread at a time.
/// </summary>
/// <remarks>
/// The network computes with <see cref="Parameters"/>. Where an average of the weights is kept, these and the average change places
/// between learning and evaluation, which nobody but <see cref="Step"/> and <see cref="Evaluate"/> does; all else asks for the
/// one or the other, wherever it lies.
/// </remarks>
internal abstract class TrainingEngine : IDisposable
{
    private readonly double _averaging;
    private bool _isAverageInUse;
    private IFlatNumbers? _keptWeights;

    protected TrainingEngine(NetworkLayout layout, IFlatNumbers parameters, TrainingRecipe recipe)
    {
        _averaging = recipe.WeightAveraging;
        Layout = layout;
        Parameters = parameters;
        Gradients = parameters.MakeLike();
        Average = recipe.WeightAveraging > 0 ? parameters.MakeLike() : null;
        Average?.CopyFrom(parameters);
    }

    public abstract TrainingBackend Backend { get; }

    /// <summary>Gets the gradients of the last batch, flat, laid out as the layout says.</summary>
    public IFlatNumbers Gradients { get; }

    protected NetworkLayout Layout { get; }

    /// <summary>Gets the weights and biases that the network computes with, flat. In a step they are those that learn.</summary>
    protected IFlatNumbers Parameters { get; }

    /// <summary>
    /// Gets the moving average of the weights that <see cref="TrainingRecipe.WeightAveraging"/> describes, where it lies in a step; or
    /// null if none is kept. It starts at the first weights.
    /// </summary>
    protected IFlatNumbers? Average { get; }

    /// <summary>
    /// Gets how much of itself the average keeps in the step that is taken. The first ones keep less, or the first weights, which are
    /// mere chance, would stay in the average for long.
    /// </summary>
    protected double AverageDecay => Math.Min(_averaging, (1.0 + StepCount) / (10.0 + StepCount));

    /// <summary>Gets the number of steps taken, without the one that is being taken.</summary>
    protected long StepCount { get; private set; }

    /// <summary>Gets Adam's moving averages of the gradients and of their squares.</summary>
    protected abstract (IFlatNumbers First, IFlatNumbers Second) Moments { get; }

    private IFlatNumbers LearningWeights => _isAverageInUse ? Average! : Parameters;

    // What is evaluated, kept and given out in the end: the average, where there is one.
    private IFlatNumbers ResultingWeights => _isAverageInUse ? Parameters : Average ?? Parameters;

    /// <summary>Replaces the first weights, before the first step.</summary>
    public void StartAt(IEnumerable<DenseLayer> layers)
    {
        Layout.CopyIn(layers, Parameters);
        Average?.CopyFrom(Parameters);
    }

    /// <summary>Turns to some rows, in the order they have now, and begins to count their loss and accuracy anew.</summary>
    public abstract void Begin(RowSelection rows);

    /// <summary>
    /// Moves the weights against the gradients of a batch's mean cross-entropy: that of each row times how much it counts,
    /// divided by the number of rows.
    /// </summary>
    public void Step(int start, int count, double learningRate)
    {
        UseAverage(false);
        Learn(start, count, learningRate);
        StepCount++;
    }

    /// <summary>
    /// Counts the loss and accuracy of at most <see cref="TrainingLoop.EvaluationBatchSize"/> rows without learning from them,
    /// with the averaged weights where an average is kept.
    /// </summary>
    public void Evaluate(int start, int count)
    {
        UseAverage(Average is not null);
        Count(start, count);
    }

    /// <summary>
    /// Returns the mean cross-entropy and the share of rows correctly classified, over all rows seen since
    /// <see cref="Begin"/>, each counted as much as its own weight says, with the network's weights that its batch met.
    /// </summary>
    public abstract (double Loss, double Accuracy) Result();

    public bool HasFiniteWeights() => Parameters.AreFinite() && Average?.AreFinite() != false;

    /// <summary>
    /// Remembers the weights that <see cref="Evaluate"/> uses, as they are, in place of any remembered before.
    /// </summary>
    public void KeepWeights()
    {
        _keptWeights ??= Parameters.MakeLike();
        _keptWeights.CopyFrom(ResultingWeights);
    }

    /// <summary>Goes back to the weights that were remembered, for evaluation and for the network to copy out.</summary>
    public void RestoreWeights() => ResultingWeights.CopyFrom(_keptWeights!);

    /// <summary>Copies out what decides the steps to come.</summary>
    public EngineState CopyState() => new(
        StepCount,
        Layout.CopyOut(LearningWeights),
        Layout.CopyOut(Moments.First),
        Layout.CopyOut(Moments.Second),
        Average is null ? null : Layout.CopyOut(ResultingWeights),
        _keptWeights is null ? null : Layout.CopyOut(_keptWeights));

    /// <summary>
    /// Goes on where another engine of the same layout and recipe was. From the same rows in the same order, on the same kind
    /// of engine with the same number of workers, it then computes what the other would have, bit for bit.
    /// </summary>
    public void RestoreState(EngineState state)
    {
        StepCount = state.Step;
        Layout.CopyIn(state.Weights, LearningWeights);
        Layout.CopyIn(state.FirstMoments, Moments.First);
        Layout.CopyIn(state.SecondMoments, Moments.Second);
        if (Average is not null)
        {
            Layout.CopyIn(state.Average!, ResultingWeights);
        }

        if (state.Kept is { } kept)
        {
            _keptWeights ??= Parameters.MakeLike();
            Layout.CopyIn(kept, _keptWeights);
        }
    }

    /// <summary>Copies the network out, with the averaged weights where an average is kept.</summary>
    public DenseNetwork ToDenseNetwork() => new(Layout.CopyOut(ResultingWeights));

    /// <summary>
    /// Ends the training: gives back the memory that only learning needs, then copies the network out. The engine is of no use
    /// afterwards.
    /// </summary>
    public DenseNetwork Finish()
    {
        Gradients.Free();
        Moments.First.Free();
        Moments.Second.Free();
        return ToDenseNetwork();
    }

    public abstract void Dispose();

    /// <summary>Takes the step number <see cref="StepCount"/>, counted from 0, as <see cref="Step"/> says, and has the average follow.</summary>
    protected abstract void Learn(int start, int count, double learningRate);

    /// <summary>Counts a batch's loss and accuracy with <see cref="Parameters"/>.</summary>
    protected abstract void Count(int start, int count);

    private void UseAverage(bool isInUse)
    {
        if (isInUse != _isAverageInUse)
        {
            Parameters.ExchangeWith(Average!);
            _isAverageInUse = isInUse;
        }
    }
}
