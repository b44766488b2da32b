namespace DenseNetworks.ML.Training;

/// <summary>
/// The arithmetic of training a network: it holds the weights and knows how a batch changes them. What a batch is, and
/// when to stop, is <see cref="TrainingLoop"/>'s business. For one thread at a time.
/// </summary>
internal interface ITrainingEngine : IDisposable
{
    /// <summary>Turns to some rows, in the order they have now, and begins to count their loss and accuracy anew.</summary>
    void Begin(RowSelection rows);

    /// <summary>Moves the weights against the gradients of a batch's mean cross-entropy.</summary>
    /// <param name="start">The batch's first row in the order.</param>
    /// <param name="count">The number of rows.</param>
    /// <param name="learningRate">The step size of Adam.</param>
    void Step(int start, int count, double learningRate);

    /// <summary>
    /// Counts a batch's loss and accuracy without learning from it, with the averaged weights where an average is kept.
    /// </summary>
    /// <param name="start">The batch's first row in the order.</param>
    /// <param name="count">The number of rows, at most <see cref="TrainingLoop.EvaluationBatchSize"/>.</param>
    void Evaluate(int start, int count);

    /// <summary>
    /// Returns the mean cross-entropy and the share of rows classified rightly, over all rows seen since
    /// <see cref="Begin"/>, each with the weights that its batch met.
    /// </summary>
    (double Loss, double Accuracy) Average();

    /// <summary>Tells whether every weight is a finite number.</summary>
    bool HasFiniteWeights();

    /// <summary>
    /// Remembers the weights that <see cref="Evaluate"/> uses, as they are, in place of any remembered before.
    /// </summary>
    void KeepWeights();

    /// <summary>Goes back to the weights that were remembered, for evaluation and for the network to copy out.</summary>
    void RestoreWeights();

    /// <summary>Copies out what decides the steps to come.</summary>
    EngineState CopyState();

    /// <summary>
    /// Goes on where another engine was. From the same rows in the same order, on the same kind of engine with the same number
    /// of workers, it then computes what the other would have, bit for bit.
    /// </summary>
    /// <param name="state">The state of an engine of the same layout and recipe.</param>
    void RestoreState(EngineState state);

    /// <summary>Copies the network out, with the averaged weights where an average is kept.</summary>
    DenseNetwork ToDenseNetwork();
}
