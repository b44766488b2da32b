using System.Buffers;
using System.Numerics.Tensors;
using System.Runtime.CompilerServices;
using Mnist.Classifier.Network;

namespace Mnist.Classifier;

/// <summary>
/// A trained dense (fully connected) network: rectified linear units in every hidden layer, softmax over the classes
/// in the last. Scores in managed code, without libtorch. Immutable and safe for use from many threads at once.
/// </summary>
public sealed class DenseNetwork
{
    // Up to this many floats, and as many slots at most, the scratch lives on the stack: 32 kB.
    private const int StackLimit = 4096;

    private readonly DenseLayer[] _layers;
    private readonly int _widestInput;
    private readonly int _widestHiddenLayer;

    internal DenseNetwork(DenseLayer[] layers)
    {
        for (var i = 0; i < layers.Length; i++)
        {
            _widestInput = Math.Max(_widestInput, layers[i].InputSize);
            if (i == 0)
            {
                continue;
            }

            _widestHiddenLayer = Math.Max(_widestHiddenLayer, layers[i - 1].OutputSize);
            if (layers[i].InputSize != layers[i - 1].OutputSize)
            {
                throw new ArgumentException(
                    $"Layer {i} takes {layers[i].InputSize} values, but the one before gives {layers[i - 1].OutputSize}.",
                    nameof(layers));
            }
        }

        _layers = layers;
    }

    /// <summary>Gets the number of features that one row has.</summary>
    public int InputSize => _layers[0].InputSize;

    /// <summary>Gets the number of classes, and so of probabilities for one row.</summary>
    public int ClassCount => _layers[^1].OutputSize;

    /// <summary>Gets the layers, from the features to the classes.</summary>
    public IReadOnlyList<DenseLayer> Layers => _layers;

    /// <summary>Gets the number of weights and biases of all layers together.</summary>
    public long ParameterCount => _layers.Sum(layer => (long)layer.Weights.Length + layer.Biases.Length);

    /// <summary>Computes the probability of each class for one row. Allocates nothing for usual layer sizes.</summary>
    /// <param name="features">One row, shape <c>[InputSize]</c>, scaled as the training rows were.</param>
    /// <param name="probabilities">Receives the softmax probabilities, shape <c>[ClassCount]</c>: 0 to 1, sum 1.</param>
    /// <exception cref="ArgumentException">A span has another length than the network asks for.</exception>
    /// <remarks>A feature that is not a number makes every probability NaN.</remarks>
    public void ComputeProbabilities(ReadOnlySpan<float> features, Span<float> probabilities)
    {
        ComputeLogits(features, probabilities);
        Softmax(probabilities);
    }

    /// <summary>Computes the logits, the values before softmax, of each class for one row.</summary>
    /// <param name="features">One row, shape <c>[InputSize]</c>, scaled as the training rows were.</param>
    /// <param name="logits">Receives the logits, shape <c>[ClassCount]</c>.</param>
    /// <exception cref="ArgumentException">A span has another length than the network asks for.</exception>
    [SkipLocalsInit] // clearing the scratch would cost as much as a small layer
    public void ComputeLogits(ReadOnlySpan<float> features, Span<float> logits)
    {
        CheckLength(features.Length, InputSize, nameof(features));
        CheckLength(logits.Length, ClassCount, nameof(logits));

        var slotCount = NonZeros.BufferLength(_widestInput);
        var scratchSize = slotCount + _widestHiddenLayer;
        var isSmall = scratchSize <= StackLimit;
        var rentedSlots = isSmall ? null : ArrayPool<int>.Shared.Rent(slotCount);
        var rentedScratch = isSmall ? null : ArrayPool<float>.Shared.Rent(scratchSize);
        Span<int> slots = isSmall ? stackalloc int[slotCount] : rentedSlots;
        Span<float> scratch = isSmall ? stackalloc float[scratchSize] : rentedScratch;
        Forward(features, slots, scratch[..slotCount], scratch.Slice(slotCount, _widestHiddenLayer), logits);
        if (!isSmall)
        {
            ArrayPool<int>.Shared.Return(rentedSlots!);
            ArrayPool<float>.Shared.Return(rentedScratch!);
        }
    }

    // A value of zero adds nothing, and most pixels of a digit and about half of the rectifiers' outputs are zero. So each
    // layer's input is first rid of them; then the layer's output may lie where its input lay.
    private void Forward(ReadOnlySpan<float> features, Span<int> slots, Span<float> values, Span<float> hidden, Span<float> logits)
    {
        var input = features;
        for (var i = 0; i < _layers.Length; i++)
        {
            var count = NonZeros.Gather(input, slots, values);
            var output = i < _layers.Length - 1 ? hidden[.._layers[i].OutputSize] : logits;
            _layers[i].Apply(new SparseRow(slots[..count], values[..count]), output);
            if (i < _layers.Length - 1)
            {
                TensorPrimitives.Max(output, 0f, output);
            }

            input = output;
        }
    }

    // Subtracting the largest logit first keeps exp from overflowing; TensorPrimitives.SoftMax does not.
    private static void Softmax(Span<float> values)
    {
        TensorPrimitives.Subtract(values, TensorPrimitives.Max(values), values);
        TensorPrimitives.Exp(values, values);
        TensorPrimitives.Divide(values, TensorPrimitives.Sum(values), values);
    }

    private static void CheckLength(int actual, int expected, string parameter)
    {
        if (actual != expected)
        {
            throw new ArgumentException($"The network asks for {expected} values here, but there are {actual}.", parameter);
        }
    }
}
