using System.Buffers;
using System.Runtime.CompilerServices;
using DenseNetworks.Network;

namespace DenseNetworks;

/// <summary>
/// A trained dense (fully connected) network: rectified linear units in every hidden layer, softmax over the classes
/// in the last. Scores in managed code, without libtorch. Immutable and safe for use from many threads at once.
/// </summary>
/// <remarks>
/// Beside the probabilities, which add up to 1 whatever finite row they are of, it tells how much a row looks like one of the
/// classes at all: <see cref="ComputeProbabilities(ReadOnlySpan{float}, Span{float}, out float)"/>.
/// </remarks>
public sealed partial class DenseNetwork
{
    // Up to this many floats, and as many slots at most, the scratch lives on the stack: 32 kB.
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
                    $"Layer {i} takes {layers[i].InputSize} values, but the one before gives {layers[i - 1].OutputSize}.",
                    nameof(layers));
            }
        }

        if (hasBackgroundClass)
        {
            _widestHiddenOutput = Math.Max(_widestHiddenOutput, layers[^1].OutputSize); // its last value is not given away
        }

        _layers = layers;
        HasBackgroundClass = hasBackgroundClass;
        Temperature = temperature;
        RejectionThreshold = rejectionThreshold;
    }

    /// <summary>Gets the number of features that one row has.</summary>
    public int InputSize => _layers[0].InputSize;

    /// <summary>Gets the number of classes, and so of probabilities for one row.</summary>
    public int ClassCount => _layers[^1].OutputSize - (HasBackgroundClass ? 1 : 0);

    /// <summary>
    /// Gets whether the network has learned, beside its classes, from rows of none of them
    /// (<c>BackgroundClass</c> of a training recipe). Its last layer has one output more than there are classes then.
    /// </summary>
    public bool HasBackgroundClass { get; }

    /// <summary>
    /// Gets what the logits are divided by before softmax, above 0: 1 unless it was fitted
    /// (<c>TemperatureScaling</c> of a training recipe). Above 1 it makes the network less confident, below 1 more;
    /// the answers are the same.
    /// </summary>
    public float Temperature { get; }

    /// <summary>
    /// Gets the in-distribution score from which on a row counts as one of the classes, or <see langword="null"/> if that is not known:
    /// of a network that was saved by a version of this library that measured none. The trainer chooses it so that 99.5 % of
    /// the validation rows with a label are at or above it, or of the training rows, 5,000 at most, where none are held out.
    /// </summary>
    public float? RejectionThreshold { get; }

    /// <summary>
    /// Gets the name of each class, in the order of the probabilities, or <see langword="null"/> if the training label had none.
    /// Numbers are named the same in every culture.
    /// </summary>
    public IReadOnlyList<string>? ClassNames { get; private init; }

    /// <summary>Gets how the network was trained, or <see langword="null"/> if that is not known.</summary>
    public TrainingHistory? History { get; private init; }

    /// <summary>Gets the layers, from the features to the classes.</summary>
    public IReadOnlyList<DenseLayer> Layers => _layers;

    /// <summary>Gets the number of weights and biases of all layers together.</summary>
    public long ParameterCount => _layers.Sum(layer => (long)layer.Weights.Length + layer.Biases.Length);

    /// <summary>Computes the probability of each class for one row. Allocates nothing for usual layer sizes.</summary>
    /// <param name="features">One row, shape <c>[InputSize]</c>, scaled as the training rows were.</param>
    /// <param name="probabilities">Receives the softmax probabilities, shape <c>[ClassCount]</c>: 0 to 1, sum 1.</param>
    /// <exception cref="ArgumentException">A span has another length than the network asks for.</exception>
    /// <remarks>
    /// A feature that is missing (NaN) or infinite makes every probability NaN, and so do weights so large that a number in between is.
    /// </remarks>
    public void ComputeProbabilities(ReadOnlySpan<float> features, Span<float> probabilities) =>
        ComputeProbabilities(features, probabilities, out _);

    /// <summary>
    /// Computes the probability of each class for one row, and how much the row looks like one of the classes at all. Allocates
    /// nothing for usual layer sizes.
    /// </summary>
    /// <param name="features">One row, shape <c>[InputSize]</c>, scaled as the training rows were.</param>
    /// <param name="probabilities">
    /// Receives the softmax probabilities, shape <c>[ClassCount]</c>: 0 to 1, sum 1. They are those among the classes alone,
    /// also where there is a background class.
    /// </param>
    /// <param name="inDistributionScore">
    /// Receives the in-distribution score: the larger, the more the row is like those of the classes that the network has learned. Any
    /// number; compare it with <see cref="RejectionThreshold"/>, or ask <see cref="IsInDistribution"/>. It has two parts, both of the logits
    /// divided by the temperature. The first says how much the row is like its likeliest class: the largest logit (D. Hendrycks
    /// et al. 2019, https://arxiv.org/abs/1911.11132), less the background's logit where there is a background class, which
    /// makes it the log odds of that class to none. The second says how clearly it is this class and no other: the logarithm
    /// of the largest probability.
    /// </param>
    /// <exception cref="ArgumentException">A span has another length than the network asks for.</exception>
    /// <remarks>
    /// A feature that is missing (NaN) or infinite makes every probability NaN, and the in-distribution score, and so do weights so large that a
    /// number in between is.
    /// </remarks>
    public void ComputeProbabilities(ReadOnlySpan<float> features, Span<float> probabilities, out float inDistributionScore)
    {
        CheckLength(features.Length, InputSize, nameof(features));
        ComputeProbabilities(features, default, probabilities, out inDistributionScore);
    }

    /// <summary>
    /// Computes what <see cref="ComputeProbabilities(ReadOnlySpan{float}, Span{float}, out float)"/> does, bit for bit, of a row that
    /// comes without its zeros.
    /// </summary>
    /// <param name="features">The row. Its slots ascend and are below <see cref="InputSize"/>.</param>
    /// <param name="probabilities">Receives the softmax probabilities, shape <c>[ClassCount]</c>.</param>
    /// <param name="inDistributionScore">Receives the in-distribution score.</param>
    internal void ComputeProbabilities(SparseRow features, Span<float> probabilities, out float inDistributionScore) =>
        ComputeProbabilities([], features, probabilities, out inDistributionScore);

    /// <summary>Computes the logits of a row that comes without its zeros.</summary>
    internal void ComputeLogits(SparseRow features, Span<float> logits) => Forward([], features, logits, out _);

    /// <summary>Tells whether a row counts as one of the classes.</summary>
    /// <param name="inDistributionScore">
    /// The row's in-distribution score, as <see cref="ComputeProbabilities(ReadOnlySpan{float}, Span{float}, out float)"/> gives it.
    /// </param>
    /// <returns>
    /// Whether the score is at least <see cref="RejectionThreshold"/>; without a threshold, every row counts. A score that is not
    /// a number never does.
    /// </returns>
    public bool IsInDistribution(float inDistributionScore) => RejectionThreshold is { } threshold ? inDistributionScore >= threshold : !float.IsNaN(inDistributionScore);

    /// <summary>
    /// Computes the logits of each class for one row: the values before softmax, not divided by <see cref="Temperature"/>.
    /// </summary>
    /// <param name="features">One row, shape <c>[InputSize]</c>, scaled as the training rows were.</param>
    /// <param name="logits">Receives the logits, shape <c>[ClassCount]</c>.</param>
    /// <exception cref="ArgumentException">A span has another length than the network asks for.</exception>
    /// <remarks>
    /// A feature that is missing (NaN) or infinite makes every logit NaN, and so do weights so large that a value of a hidden layer is.
    /// </remarks>
    public void ComputeLogits(ReadOnlySpan<float> features, Span<float> logits)
    {
        CheckLength(features.Length, InputSize, nameof(features));
        Forward(features, default, logits, out _);
    }

    /// <summary>Returns the sizes of the layers and the number of parameters, the same in every culture.</summary>
    /// <returns>The text, such as <c>784-128-128-10, 118,282 parameters</c>.</returns>
    public override string ToString() => FormattableString.Invariant(
        $"{InputSize}-{string.Join('-', _layers[..^1].Select(layer => layer.OutputSize).Append(ClassCount))}, {ParameterCount:N0} parameters");

    /// <summary>Makes the same network with names of its classes and a history, either of which may be null.</summary>
    /// <exception cref="InvalidDataException">There are more or fewer names than classes.</exception>
    internal DenseNetwork With(IReadOnlyList<string>? classNames, TrainingHistory? history) =>
        classNames is null || classNames.Count == ClassCount
            ? new(_layers, HasBackgroundClass, Temperature, RejectionThreshold) { ClassNames = classNames, History = history }
            : throw new InvalidDataException(
                $"The model has {classNames.Count} class labels for {ClassCount} classes. Copy or train it again.");

    /// <summary>Makes the network without its background class, if it has one: the same probabilities, no threshold.</summary>
    internal DenseNetwork WithoutBackgroundClass() => HasBackgroundClass
        ? new DenseNetwork([.. _layers[..^1], _layers[^1].WithoutLastOutput()], temperature: Temperature).With(ClassNames, History)
        : this;

    private void ComputeProbabilities(
        ReadOnlySpan<float> features, SparseRow nonZeros, Span<float> probabilities, out float inDistributionScore)
    {
        Forward(features, nonZeros, probabilities, out var background);
        inDistributionScore = ReplaceLogits(probabilities, background);
    }

    // Makes probabilities of logits, and returns the in-distribution score. Where a logit overflows, all are NaN.
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

    // A row comes with its zeros or, where there are no features, without. The logit of the background is 0 where there is
    // none: the in-distribution score is of the classes alone then.
    [SkipLocalsInit] // clearing the scratch would cost as much as a small layer
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

    // A value of zero adds nothing, and most pixels of a digit and about half of the rectifiers' outputs are zero. So a layer's
    // input is first rid of them, where there are many; then the layer's output may lie where its input lay.
    private void Forward(
        ReadOnlySpan<float> features, SparseRow nonZeros, Span<int> slots, Span<float> values, Span<float> hidden,
        Span<float> logits)
    {
        // Rectifiers might lose what is not a number on the way.
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

            // What overflows in a hidden layer might be lost in the next one, which then answers as if all were well.
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
            throw new ArgumentException($"The network asks for {expected} values here, but there are {actual}.", parameter);
        }
    }
}
