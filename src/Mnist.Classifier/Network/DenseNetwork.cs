using System.Buffers;
using System.Numerics.Tensors;
using System.Runtime.CompilerServices;

namespace Mnist.Classifier;

/// <summary>
/// A trained dense (fully connected) network: rectified linear units in every hidden layer, softmax over the classes
/// in the last. Scores in managed code, without libtorch. Immutable and safe for use from many threads at once.
/// </summary>
public sealed class DenseNetwork
{
    // Two buffers of the widest hidden layer; up to this many floats they live on the stack.
    private const int StackLimit = 2048;

    private readonly DenseLayer[] _layers;
    private readonly int _widestHiddenLayer;

    internal DenseNetwork(DenseLayer[] layers)
    {
        for (var i = 1; i < layers.Length; i++)
        {
            if (layers[i].InputSize != layers[i - 1].OutputSize)
            {
                throw new ArgumentException(
                    $"Layer {i} takes {layers[i].InputSize} values, but the one before gives {layers[i - 1].OutputSize}.",
                    nameof(layers));
            }
        }

        _layers = layers;
        _widestHiddenLayer = layers.SkipLast(1).Select(layer => layer.OutputSize).DefaultIfEmpty(0).Max();
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

        var scratchSize = 2 * _widestHiddenLayer;
        var rented = scratchSize > StackLimit ? ArrayPool<float>.Shared.Rent(scratchSize) : null;
        var scratch = rented ?? stackalloc float[StackLimit];
        Forward(features, scratch[.._widestHiddenLayer], scratch.Slice(_widestHiddenLayer, _widestHiddenLayer), logits);
        if (rented is not null)
        {
            ArrayPool<float>.Shared.Return(rented);
        }
    }

    private void Forward(ReadOnlySpan<float> features, Span<float> even, Span<float> odd, Span<float> logits)
    {
        var input = features;
        for (var i = 0; i < _layers.Length - 1; i++)
        {
            var output = (i % 2 == 0 ? even : odd)[.._layers[i].OutputSize];
            _layers[i].Apply(input, output);
            TensorPrimitives.Max(output, 0f, output);
            input = output;
        }

        _layers[^1].Apply(input, logits);
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
