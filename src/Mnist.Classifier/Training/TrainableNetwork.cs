using System.Runtime.InteropServices;
using TorchSharp;

namespace Mnist.Classifier.Training;

/// <summary>
/// A dense network that is being trained. Its parameters lie in one flat tensor, and so do their gradients, so that an
/// optimizer's step is a few operations over everything. Backpropagation is written out: for layers this small,
/// recording and replaying a graph costs more than the arithmetic.
/// </summary>
internal sealed class TrainableNetwork
{
    // In floats. 64 bytes, a cache line and the widest vector: every view starts where kernels are fastest, and the same
    // kernels run each time.
    private const int Alignment = 16;

    private readonly int[] _sizes;
    private readonly List<TrainableLayer> _layers = [];

    /// <summary>Initializes a network with Glorot-uniform weights and zero biases.</summary>
    /// <param name="sizes">The number of features, of units in each hidden layer, and of classes.</param>
    /// <param name="random">Where the weights come from.</param>
    /// <param name="device">Where the network is trained.</param>
    public TrainableNetwork(int[] sizes, Random random, torch.Device device)
    {
        _sizes = sizes;
        var length = sizes.Zip(sizes.Skip(1), (inputs, outputs) => Align((long)inputs * outputs) + Align(outputs)).Sum();
        Parameters = torch.zeros(length, dtype: torch.ScalarType.Float32, device: device);
        Gradients = torch.zeros(length, dtype: torch.ScalarType.Float32, device: device);

        var offset = 0L;
        foreach (var (inputs, outputs) in sizes.Zip(sizes.Skip(1)))
        {
            var biasOffset = offset + Align((long)inputs * outputs);
            var layer = new TrainableLayer(
                Parameters.narrow(0, offset, (long)inputs * outputs).view(inputs, outputs),
                Parameters.narrow(0, biasOffset, outputs),
                Gradients.narrow(0, offset, (long)inputs * outputs).view(inputs, outputs),
                Gradients.narrow(0, biasOffset, outputs));
            using var initial = torch.tensor(GlorotUniform(inputs, outputs, random), inputs, outputs, device: device);
            layer.Weights.copy_(initial);
            _layers.Add(layer);
            offset = biasOffset + Align(outputs);
        }
    }

    /// <summary>Gets all weights and biases, float32, flat. Numbers between the layers' parts are always zero.</summary>
    public torch.Tensor Parameters { get; }

    /// <summary>Gets the gradients of <see cref="Parameters"/>, in the same order.</summary>
    public torch.Tensor Gradients { get; }

    /// <summary>Gets the layers, from the features to the classes.</summary>
    public IReadOnlyList<TrainableLayer> Layers => _layers;

    /// <summary>Computes the logits of a batch.</summary>
    /// <param name="features">Shape <c>[rows, features]</c>.</param>
    /// <returns>Shape <c>[rows, classes]</c>.</returns>
    public torch.Tensor Forward(torch.Tensor features) => Activate(features)[^1];

    /// <summary>
    /// Computes the gradients of a batch's mean cross-entropy into <see cref="Gradients"/>.
    /// </summary>
    /// <param name="features">Shape <c>[rows, features]</c>.</param>
    /// <param name="labels">Classes from 0, int64, shape <c>[rows]</c>.</param>
    /// <returns>The batch's sums, with the parameters as they are.</returns>
    public BatchSums Differentiate(torch.Tensor features, torch.Tensor labels)
    {
        var activations = Activate(features);
        var (sums, logProbabilities) = BatchSums.Measure(activations[^1], labels);

        // The derivative of the mean cross-entropy by the logits: (softmax - one-hot label) / rows.
        var delta = logProbabilities.exp_();
        var labelColumn = labels.unsqueeze(1);
        delta.scatter_add_(1, labelColumn, torch.full_like(labelColumn, Scalars.MinusOne, dtype: torch.ScalarType.Float32));
        using Scalar rowCount = labels.shape[0];
        delta.div_(rowCount);

        for (var i = _layers.Count - 1; i >= 0; i--)
        {
            var layer = _layers[i];
            layer.WeightGradients.addmm_(activations[i].t(), delta, beta: 0);
            layer.BiasGradients.copy_(delta.sum(dim: 0)); // sum(0) would be sum(ScalarType.Byte)
            if (i > 0)
            {
                // A rectifier lets the gradient through where its output is above zero.
                delta = delta.mm(layer.Weights.t()).mul_(activations[i].gt(Scalars.Zero));
            }
        }

        return sums;
    }

    /// <summary>Copies the network out of libtorch.</summary>
    public DenseNetwork ToDenseNetwork() => new(_layers.Select(ToDenseLayer).ToArray());

    // Every layer's input, and at the end the logits.
    private List<torch.Tensor> Activate(torch.Tensor features)
    {
        var activations = new List<torch.Tensor>(_layers.Count + 1) { features };
        foreach (var layer in _layers)
        {
            var output = torch.addmm(layer.Biases, activations[^1], layer.Weights, beta: 1, alpha: 1);
            activations.Add(activations.Count < _layers.Count ? output.relu_() : output);
        }

        return activations;
    }

    // Glorot and Bengio 2010, "Understanding the difficulty of training deep feedforward neural networks", equation 16.
    private static float[] GlorotUniform(int inputs, int outputs, Random random)
    {
        var limit = MathF.Sqrt(6f / (inputs + outputs));
        var weights = new float[(long)inputs * outputs];
        for (var i = 0L; i < weights.LongLength; i++)
        {
            weights[i] = ((random.NextSingle() * 2) - 1) * limit;
        }

        return weights;
    }

    private static DenseLayer ToDenseLayer(TrainableLayer layer) => new(ToArray(layer.Weights), ToArray(layer.Biases));

    private static float[] ToArray(torch.Tensor tensor)
    {
        using var onCpu = tensor.cpu();
        return MemoryMarshal.Cast<byte, float>(onCpu.bytes).ToArray();
    }

    private static long Align(long length) => (length + Alignment - 1) / Alignment * Alignment;
}
