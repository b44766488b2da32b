using DenseNetworks;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Mnist.Classifier.Benchmarks;

/// <summary>The network as one would write it with TorchSharp alone.</summary>
internal static class TorchNetwork
{
    /// <summary>Creates a network with the initial weights of Keras.</summary>
    /// <param name="sizes">The number of inputs, of units in each hidden layer, and of classes.</param>
    public static Sequential Create(IReadOnlyList<int> sizes)
    {
        var layers = new List<nn.Module<Tensor, Tensor>>();
        for (var i = 0; i < sizes.Count - 1; i++)
        {
            var linear = nn.Linear(sizes[i], sizes[i + 1]);
            nn.init.xavier_uniform_(linear.weight!);
            nn.init.zeros_(linear.bias!);
            layers.Add(linear);
            if (i < sizes.Count - 2)
            {
                layers.Add(nn.ReLU());
            }
        }

        return nn.Sequential(layers);
    }

    /// <summary>Copies a network of ours.</summary>
    public static Sequential Create(DenseNetwork network)
    {
        using var scope = no_grad();
        var module = Create(Sizes(network));
        foreach (var (linear, layer) in module.children().OfType<Linear>().Zip(network.Layers))
        {
            using var weights = tensor(layer.Weights.ToArray(), layer.InputSize, layer.OutputSize);
            using var transposed = weights.t(); // libtorch has one row for each output
            using var biases = tensor(layer.Biases.ToArray());
            linear.weight!.copy_(transposed);
            linear.bias!.copy_(biases);
        }

        return module;
    }

    /// <summary>Gets the number of inputs, and of outputs of each layer.</summary>
    public static int[] Sizes(DenseNetwork network) =>
        [network.InputSize, .. network.Layers.Select(layer => layer.OutputSize)];

    /// <summary>Turns images into rows from 0 to 1.</summary>
    /// <returns>Shape <c>[images, 784]</c>.</returns>
    public static Tensor ToRows(byte[] pixels, int pixelsPerImage) =>
        frombuffer(pixels, ScalarType.Byte).reshape(-1, pixelsPerImage).to(ScalarType.Float32).div_(255);

    /// <summary>Gets the fraction of the images that are classified correctly.</summary>
    public static double Accuracy(nn.Module<Tensor, Tensor> module, byte[] pixels, byte[] labels)
    {
        using var scope = NewDisposeScope();
        using var noGradient = no_grad();
        var predicted = module.forward(ToRows(pixels, pixels.Length / labels.Length)).argmax(1);
        return predicted.eq(tensor(labels, dtype: ScalarType.Int64)).to(ScalarType.Float64).mean().item<double>();
    }
}
