namespace DenseNetworks.ML.Training;

/// <summary>
/// Performs the arithmetic of training: it stores the weights and computes how a batch changes them. <see cref="TrainingLoop"/>
/// determines the batches and when to stop. Not thread-safe.
/// </summary>
/// <remarks>
/// The network computes with <see cref="Parameters"/>. If an average of the weights is kept, it is exchanged with them between
/// learning and evaluation. Only <see cref="Step"/> and <see cref="Evaluate"/> do so; everything else asks for one or the
/// other, wherever it is.
/// </remarks>
internal abstract class TrainingEngine : IDisposable
{
    private readonly double _averaging;
    private bool _isAverageInUse;
    private IFlatNumbers? _keptWeights;
    private SavedState? _saved;

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

    /// <summary>Gets the gradients of the last batch, in the layout of the network. Undefined before the first step.</summary>
    public IFlatNumbers Gradients { get; }

    protected NetworkLayout Layout { get; }

    /// <summary>
    /// Gets the weights and biases that the network computes with. During a step, these are the learning weights.
    /// </summary>
    protected IFlatNumbers Parameters { get; }

    /// <summary>
    /// Gets the moving average of the weights that <see cref="TrainingRecipe.WeightAveraging"/> describes, as stored during a
    /// step; or null if there is none. It starts from the initial weights.
    /// </summary>
    protected IFlatNumbers? Average { get; }

    /// <summary>
    /// Gets the decay of the average in the current step. It is smaller in the first steps, so that the random initial weights
    /// do not remain in the average for long.
    /// </summary>
    protected double AverageDecay => Math.Min(_averaging, (1.0 + StepCount) / (10.0 + StepCount));

    /// <summary>Gets the number of completed steps.</summary>
    protected long StepCount { get; private set; }

    /// <summary>Gets the moving averages of the gradients and of their squares in Adam.</summary>
    protected abstract (IFlatNumbers First, IFlatNumbers Second) Moments { get; }

    private IFlatNumbers LearningWeights => _isAverageInUse ? Average! : Parameters;

    // The weights that are evaluated, stored and returned: the average, if there is one.
    private IFlatNumbers ResultingWeights => _isAverageInUse ? Parameters : Average ?? Parameters;

    /// <summary>Replaces the initial weights, before the first step.</summary>
    public void StartAt(IEnumerable<DenseLayer> layers)
    {
        Layout.CopyIn(layers, Parameters);
        Average?.CopyFrom(Parameters);
    }

    /// <summary>Selects rows, in their current order, and resets the loss and accuracy.</summary>
    public abstract void Begin(RowSelection rows);

    /// <summary>
    /// Updates the weights by the gradients of the mean cross-entropy of a batch: the weighted sum over its rows, divided by
    /// the number of rows.
    /// </summary>
    public void Step(int start, int count, double learningRate)
    {
        UseAverage(false);
        Learn(start, count, learningRate);
        StepCount++;
    }

    /// <summary>
    /// Adds the loss and accuracy of at most <see cref="TrainingLoop.EvaluationBatchSize"/> rows without learning from them,
    /// using the averaged weights if an average is kept.
    /// </summary>
    public void Evaluate(int start, int count)
    {
        UseAverage(Average is not null);
        Count(start, count);
    }

    /// <summary>
    /// Returns the weighted mean cross-entropy and accuracy over all rows since <see cref="Begin"/>, computed with the weights
    /// at the time of each batch.
    /// </summary>
    public abstract (double Loss, double Accuracy) Result();

    public bool HasFiniteWeights() => Parameters.AreFinite() && Average?.AreFinite() != false;

    /// <summary>Stores the current weights for evaluation, replacing those stored before.</summary>
    public void KeepWeights()
    {
        _keptWeights ??= Parameters.MakeLike();
        _keptWeights.CopyFrom(ResultingWeights);
    }

    /// <summary>Restores the stored weights.</summary>
    public void RestoreWeights() => ResultingWeights.CopyFrom(_keptWeights!);

    /// <summary>Saves the state that determines the next steps, replacing the one saved before.</summary>
    public void SaveState()
    {
        // The memory is reused: an epoch may take less time than new memory.
        var saved = new SavedState(
            StepCount,
            Copy(LearningWeights, _saved?.Weights),
            Copy(Moments.First, _saved?.FirstMoments),
            Copy(Moments.Second, _saved?.SecondMoments),
            Average is null ? null : Copy(ResultingWeights, _saved?.Average),
            _keptWeights is null ? null : Copy(_keptWeights, _saved?.Kept));
        _saved = saved;

        static IFlatNumbers Copy(IFlatNumbers numbers, IFlatNumbers? copy)
        {
            copy ??= numbers.MakeLike();
            copy.CopyFrom(numbers);
            return copy;
        }
    }

    /// <summary>Returns a copy of the saved state, or null if none was saved.</summary>
    public EngineState? CopySavedState() => _saved is not { } saved ? null : new(
        saved.Step,
        Layout.CopyOut(saved.Weights),
        Layout.CopyOut(saved.FirstMoments),
        Layout.CopyOut(saved.SecondMoments),
        saved.Average is null ? null : Layout.CopyOut(saved.Average),
        saved.Kept is null ? null : Layout.CopyOut(saved.Kept));

    /// <summary>
    /// Restores the state of another engine with the same layout and recipe. With the same rows in the same order, on the same
    /// kind of engine with the same number of workers, the next steps are the same, bit for bit.
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

    /// <summary>Returns a copy of the network, with the averaged weights if an average is kept.</summary>
    public DenseNetwork ToDenseNetwork() => new(Layout.CopyOut(ResultingWeights));

    /// <summary>
    /// Ends the training: frees the memory that only learning needs, then returns a copy of the network. The engine cannot be
    /// used afterward.
    /// </summary>
    public DenseNetwork Finish()
    {
        Gradients.Free();
        Moments.First.Free();
        Moments.Second.Free();
        _saved?.Weights.Free();
        _saved?.FirstMoments.Free();
        _saved?.SecondMoments.Free();
        _saved = null;
        return ToDenseNetwork();
    }

    public abstract void Dispose();

    /// <summary>
    /// Performs step <see cref="StepCount"/>, counted from 0, as <see cref="Step"/> describes, and updates the average.
    /// </summary>
    protected abstract void Learn(int start, int count, double learningRate);

    /// <summary>Adds the loss and accuracy of a batch, computed with <see cref="Parameters"/>.</summary>
    protected abstract void Count(int start, int count);

    private void UseAverage(bool isInUse)
    {
        if (isInUse != _isAverageInUse)
        {
            Parameters.ExchangeWith(Average!);
            _isAverageInUse = isInUse;
        }
    }

    private sealed record SavedState(
        long Step, IFlatNumbers Weights, IFlatNumbers FirstMoments, IFlatNumbers SecondMoments, IFlatNumbers? Average,
        IFlatNumbers? Kept);
}
