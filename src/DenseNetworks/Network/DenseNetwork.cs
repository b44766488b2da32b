using System.Buffers;
using System.Runtime.CompilerServices;
using DenseNetworks.Network;

namespace DenseNetworks;

/// <summary>
/// Represents a trained dense (fully connected) network: ReLU activations in every hidden layer and softmax over the classes in
/// the last. Scores in managed code, without libtorch. Immutable and safe for use from multiple threads.
/// </summary>
/// <remarks>
/// Probabilities add up to 1 for every finite row, even for one that belongs to no class. To detect such rows, use the score of
/// <see cref="ComputeProbabilities(ReadOnlySpan{float}, Span{float}, out float)"/>.
/// </remarks>
public sealed partial class DenseNetwork
{
    // Up to this many floats, and at most as many slots, the scratch space is on the stack: 32 kB.
    private const int StackLimit = 4096;

    private readonly DenseLayer[] _layers;
    private readonly int _widestHiddenOutput;

    internal DenseNetwork(
        DenseLayer[] layers, bool hasBackgroundClass = false, float temperature = 1, float? rejectionThreshold = null)
    {
        for (var i = 1; i < layers.Length; i++)
        {
            _widestHiddenOutput = Math.Max(_widestHiddenOutput, layers[i - 1].OutputSize);
            if (layers[i].InputSize != layers[i - 1].OutputSize)
            {
                throw new ArgumentException(
                    $"Layer {i} has {layers[i].InputSize} inputs, but the previous one has {layers[i - 1].OutputSize} outputs.",
                    nameof(layers));
            }
        }

        if (hasBackgroundClass)
        {
            _widestHiddenOutput = Math.Max(_widestHiddenOutput, layers[^1].OutputSize); // its last output is not returned
        }

        _layers = layers;
        HasBackgroundClass = hasBackgroundClass;
        Temperature = temperature;
        RejectionThreshold = rejectionThreshold;
    }

    /// <summary>Gets the number of features of a row.</summary>
    public int InputSize => _layers[0].InputSize;

    /// <summary>Gets the number of classes, which is the number of probabilities of a row.</summary>
    public int ClassCount => _layers[^1].OutputSize - (HasBackgroundClass ? 1 : 0);

    /// <summary>
    /// Gets a value indicating whether the network was also trained on rows that belong to no class (<c>BackgroundClass</c> of
    /// a training recipe). If so, its last layer has one more output than there are classes.
    /// </summary>
    public bool HasBackgroundClass { get; }

    /// <summary>
    /// Gets the temperature that logits are divided by before softmax, greater than 0. It is 1 unless it was fitted
    /// (<c>TemperatureScaling</c> of a training recipe). A value greater than 1 makes the network less confident, a smaller one
    /// more confident; the predicted class does not change.
    /// </summary>
    public float Temperature { get; }

    /// <summary>
    /// Gets the rejection threshold: rows with a lower in-distribution score count as none of the classes.
    /// <see langword="null"/> if the network was not calibrated. The trainer sets it so that 99.5 % of the labeled validation
    /// rows reach it, or of at most 5,000 training rows if no rows are held out.
    /// </summary>
    public float? RejectionThreshold { get; }

    /// <summary>
    /// Gets the names of the classes, in the order of the probabilities; or <see langword="null"/> if the training label had
    /// none. The names of numbers do not depend on the culture.
    /// </summary>
    public IReadOnlyList<string>? ClassNames { get; private init; }

    /// <summary>Gets the training history; or <see langword="null"/> if it is unknown.</summary>
    public TrainingHistory? History { get; private init; }

    /// <summary>Gets the layers, in order from the features to the classes.</summary>
    public IReadOnlyList<DenseLayer> Layers => _layers;

    /// <summary>Gets the total number of weights and biases.</summary>
    public long ParameterCount => _layers.Sum(layer => (long)layer.Weights.Length + layer.Biases.Length);

    /// <summary>Computes the probability of each class for one row. Allocates no memory for common layer sizes.</summary>
    /// <param name="features">One row, shape <c>[InputSize]</c>, scaled as the training rows were.</param>
    /// <param name="probabilities">Receives the softmax probabilities, shape <c>[ClassCount]</c>: 0 to 1, sum 1.</param>
    /// <exception cref="ArgumentException">A span has the wrong length.</exception>
    /// <remarks>
    /// If a feature is missing (NaN) or infinite, or an intermediate value overflows, every probability is NaN.
    /// </remarks>
    /// <example>
    /// <code>
    /// var network = DenseNetwork.Load("model.zip");
    /// var probabilities = new float[network.ClassCount];
    /// network.ComputeProbabilities(features, probabilities);
    /// </code>
    /// </example>
    public void ComputeProbabilities(ReadOnlySpan<float> features, Span<float> probabilities) =>
        ComputeProbabilities(features, probabilities, out _);

    /// <summary>
    /// Computes the probability of each class for one row, and a score of how much the row resembles those of any class.
    /// Allocates no memory for common layer sizes.
    /// </summary>
    /// <param name="features">One row, shape <c>[InputSize]</c>, scaled as the training rows were.</param>
    /// <param name="probabilities">
    /// Receives the softmax probabilities over the classes, without the background class, shape <c>[ClassCount]</c>: 0 to 1,
    /// sum 1.
    /// </param>
    /// <param name="inDistributionScore">
    /// Receives the in-distribution score: the larger it is, the more the row resembles those that the network was trained on.
    /// It can be any number; compare it with <see cref="RejectionThreshold"/>, or call <see cref="IsInDistribution"/>. It is
    /// the sum of two terms, both computed from the logits divided by the temperature. The first measures the likeliest class:
    /// the largest logit (D. Hendrycks et al. 2019, https://arxiv.org/abs/1911.11132), less the background's logit if there is
    /// a background class. The second measures how clearly that class stands out: the logarithm of the largest probability.
    /// </param>
    /// <exception cref="ArgumentException">A span has the wrong length.</exception>
    /// <remarks>
    /// If a feature is missing (NaN) or infinite, or an intermediate value overflows, every probability and the score are NaN.
    /// </remarks>
    /// <example>
    /// <code>
    /// network.ComputeProbabilities(features, probabilities, out var score);
    /// if (!network.IsInDistribution(score))
    /// {
    ///     Console.WriteLine("This resembles none of the classes.");
    /// }
    /// </code>
    /// </example>
    public void ComputeProbabilities(ReadOnlySpan<float> features, Span<float> probabilities, out float inDistributionScore)
    {
        CheckLength(features.Length, InputSize, nameof(features));
        ComputeProbabilities(features, default, probabilities, out inDistributionScore);
    }

    /// <summary>
    /// Computes the same as <see cref="ComputeProbabilities(ReadOnlySpan{float}, Span{float}, out float)"/>, bit for bit, for a
    /// row without its zeros.
    /// </summary>
    /// <param name="features">The row. Its slots are in ascending order and less than <see cref="InputSize"/>.</param>
    /// <param name="probabilities">Receives the softmax probabilities, shape <c>[ClassCount]</c>.</param>
    /// <param name="inDistributionScore">Receives the in-distribution score.</param>
    internal void ComputeProbabilities(SparseRow features, Span<float> probabilities, out float inDistributionScore) =>
        ComputeProbabilities([], features, probabilities, out inDistributionScore);

    /// <summary>Computes the logits of a row without its zeros.</summary>
    internal void ComputeLogits(SparseRow features, Span<float> logits) => Forward([], features, logits, out _);

    /// <summary>Determines whether a row counts as one of the classes.</summary>
    /// <param name="inDistributionScore">
    /// The in-distribution score that <see cref="ComputeProbabilities(ReadOnlySpan{float}, Span{float}, out float)"/> returned
    /// for the row.
    /// </param>
    /// <returns>
    /// <see langword="true"/> if the score is at least <see cref="RejectionThreshold"/>, or there is no threshold and the score
    /// is a number; otherwise, <see langword="false"/>.
    /// </returns>
    public bool IsInDistribution(float inDistributionScore) =>
        RejectionThreshold is { } threshold ? inDistributionScore >= threshold : !float.IsNaN(inDistributionScore);

    /// <summary>
    /// Computes the logits of the classes for one row: the values before softmax, not divided by <see cref="Temperature"/>.
    /// </summary>
    /// <param name="features">One row, shape <c>[InputSize]</c>, scaled as the training rows were.</param>
    /// <param name="logits">Receives the logits, shape <c>[ClassCount]</c>.</param>
    /// <exception cref="ArgumentException">A span has the wrong length.</exception>
    /// <remarks>
    /// If a feature is missing (NaN) or infinite, or a value of a hidden layer overflows, every logit is NaN.
    /// </remarks>
    public void ComputeLogits(ReadOnlySpan<float> features, Span<float> logits)
    {
        CheckLength(features.Length, InputSize, nameof(features));
        Forward(features, default, logits, out _);
    }

    /// <summary>
    /// Returns the sizes of the layers and the number of parameters. The text does not depend on the culture.
    /// </summary>
    /// <returns>The text, such as <c>784-128-128-10, 118,282 parameters</c>.</returns>
    public override string ToString()
    {
        var sizes = string.Join('-', [InputSize, .. _layers[..^1].Select(layer => layer.OutputSize), ClassCount]);
        return FormattableString.Invariant($"{sizes}, {ParameterCount:N0} parameters");
    }

    /// <summary>Returns a copy of the network with the given class names and history, either of which may be null.</summary>
    /// <exception cref="InvalidDataException">The number of names is not the number of classes.</exception>
    internal DenseNetwork With(IReadOnlyList<string>? classNames, TrainingHistory? history) =>
        classNames is null || classNames.Count == ClassCount
            ? new(_layers, HasBackgroundClass, Temperature, RejectionThreshold) { ClassNames = classNames, History = history }
            : throw new InvalidDataException(
                $"The model has {classNames.Count} class labels for {ClassCount} classes. Copy or train it again.");

    /// <summary>
    /// Returns the network without its background class, if it has one. Its probabilities are the same; it has no threshold.
    /// </summary>
    internal DenseNetwork WithoutBackgroundClass() => HasBackgroundClass
        ? new DenseNetwork([.. _layers[..^1], _layers[^1].WithoutLastOutput()], temperature: Temperature)
            .With(ClassNames, History)
        : this;

    private void ComputeProbabilities(
        ReadOnlySpan<float> features, SparseRow nonZeros, Span<float> probabilities, out float inDistributionScore)
    {
        Forward(features, nonZeros, probabilities, out var background);
        inDistributionScore = ReplaceLogits(probabilities, background);
    }

    // Replaces logits by probabilities and returns the in-distribution score. If a logit overflows, all are NaN.
    private float ReplaceLogits(Span<float> logits, float background)
    {
        var (largest, sum) = Softmax.Apply(logits, Temperature);
        var inDistributionScore = ((largest - background) / Temperature) - MathF.Log(sum);
        if (float.IsFinite(inDistributionScore))
        {
            return inDistributionScore;
        }

        logits.Fill(float.NaN);
        return float.NaN;
    }

    // The row is given with its zeros, or without them if features is empty. Without a background class, its logit is 0, so
    // that it does not change the score.
    [SkipLocalsInit] // clearing the scratch space would take as long as a small layer
    private void Forward(ReadOnlySpan<float> features, SparseRow nonZeros, Span<float> logits, out float background)
    {
        CheckLength(logits.Length, ClassCount, nameof(logits));

        var slotCount = NonZeros.BufferLength(Math.Max(features.Length, _widestHiddenOutput));
        var scratchSize = slotCount + _widestHiddenOutput;
        var isSmall = scratchSize <= StackLimit;
        var rentedSlots = isSmall ? null : ArrayPool<int>.Shared.Rent(slotCount);
        var rentedScratch = isSmall ? null : ArrayPool<float>.Shared.Rent(scratchSize);
        Span<int> slots = isSmall ? stackalloc int[slotCount] : rentedSlots;
        Span<float> scratch = isSmall ? stackalloc float[scratchSize] : rentedScratch;
        var values = scratch[..slotCount];
        var hidden = scratch.Slice(slotCount, _widestHiddenOutput);
        Forward(features, nonZeros, slots, values, hidden, logits);
        background = HasBackgroundClass ? hidden[ClassCount] : 0;
        if (!isSmall)
        {
            ArrayPool<int>.Shared.Return(rentedSlots!);
            ArrayPool<float>.Shared.Return(rentedScratch!);
        }
    }

    // Zeros contribute nothing, and most pixels of a digit and about half of all ReLU outputs are zero. So zeros are removed
    // from the input of a layer first, if there are many. The output may then overwrite the input.
    private void Forward(
        ReadOnlySpan<float> features, SparseRow nonZeros, Span<int> slots, Span<float> values, Span<float> hidden,
        Span<float> logits)
    {
        // ReLU could hide a value that is not finite.
        var scan = RowScan.Of(features.IsEmpty ? nonZeros.Values : features);
        if (!scan.IsFinite)
        {
            hidden.Fill(float.NaN);
            logits.Fill(float.NaN);
            return;
        }

        for (var i = 0; i < _layers.Length; i++)
        {
            var isLast = i == _layers.Length - 1;
            var output = isLast && !HasBackgroundClass ? logits : hidden[.._layers[i].OutputSize];
            if (i == 0 && features.IsEmpty)
            {
                _layers[i].Apply(nonZeros, output);
            }
            else
            {
                _layers[i].Apply(
                    i == 0 ? features : hidden[.._layers[i].InputSize], i == 0 ? scan : null, slots, values, output);
            }

            // The next layer could hide an overflow, and the network would then return a plausible result.
            if (!isLast && !Relu.Apply(output))
            {
                hidden.Fill(float.NaN);
                logits.Fill(float.NaN);
                return;
            }
        }

        if (HasBackgroundClass)
        {
            hidden[..logits.Length].CopyTo(logits);
        }
    }

    private static void CheckLength(long actual, long expected, string parameter)
    {
        if (actual != expected)
        {
            throw new ArgumentException($"The network expects {expected} values here, but {actual} were given.", parameter);
        }
    }
}
