using Mnist.Classifier.Tests.Support;
using Mnist.Classifier.Training;
using Mnist.Classifier.Training.Native;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Mnist.Classifier.Tests.Training;

public sealed class TrainableNetworkTests : IDisposable
{
    private readonly DisposeScope _scope;

    public TrainableNetworkTests()
    {
        TorchLibrary.EnsureLoaded();
        _scope = NewDisposeScope();
    }

    public void Dispose() => _scope.Dispose();

    [Theory]
    [InlineData(7, 3)]
    [InlineData(7, 5, 3)]
    [InlineData(20, 30, 17, 9, 4)]
    public void Gradients_agree_with_those_of_autograd(params int[] sizes)
    {
        var network = new TrainableNetwork(sizes, new Random(1), CPU);
        var (features, labels) = Batch(rows: 33, sizes);

        var sums = network.Differentiate(features, labels);

        var parameters = Leaves(network);
        var loss = nn.functional.cross_entropy(Forward(parameters, features), labels, reduction: nn.Reduction.Mean);
        loss.backward();
        (sums.Loss.item<float>() / 33).Should().BeApproximately(loss.item<float>(), 1e-5f);
        for (var i = 0; i < network.Layers.Count; i++)
        {
            LargestDifference(network.Layers[i].WeightGradients, parameters[i].Weights.grad!).Should().BeLessThan(1e-6f);
            LargestDifference(network.Layers[i].BiasGradients, parameters[i].Biases.grad!).Should().BeLessThan(1e-6f);
        }
    }

    [Fact]
    public void Scores_agree_with_the_forward_pass_of_libtorch()
    {
        int[] sizes = [784, 128, 128, 10];
        var network = new TrainableNetwork(sizes, new Random(1), CPU);
        var scored = network.ToDenseNetwork();
        var rows = Enumerable.Range(0, 100).Select(seed => Networks.Features(seed, 784, zeroShare: 0.8)).ToList();

        var expected = network.Forward(tensor(rows.SelectMany(row => row).ToArray(), 100, 784)).softmax(1);

        var probabilities = new float[10];
        for (var row = 0; row < rows.Count; row++)
        {
            scored.ComputeProbabilities(rows[row], probabilities);
            probabilities.Zip(expected[row].data<float>(), (a, b) => Math.Abs(a - b)).Max().Should().BeLessThan(1e-5f);
        }
    }

    [Fact]
    public void Adam_takes_the_steps_of_optim_Adam()
    {
        const int Count = 1_000;
        var random = new Random(3);
        var parameters = Values(random);
        var gradients = zeros(Count, dtype: ScalarType.Float32);
        var ours = new AdamOptimizer(parameters, gradients);
        var parameter = new Parameter(parameters.clone());
        using var theirs = optim.Adam([parameter], lr: 0.01, eps: 1e-7);

        for (var step = 0; step < 20; step++)
        {
            using var gradient = Values(random);
            gradients.copy_(gradient);
            parameter.grad = gradient.clone();
            ours.Step(0.01);
            theirs.step();
        }

        // They differ in where epsilon is added, which counts only for gradients far smaller than these.
        LargestDifference(parameters, parameter).Should().BeLessThan(1e-5f);

        // Of either sign, and 0.1 to 1 in size.
        static Tensor Values(Random random) => tensor(Enumerable.Range(0, Count)
            .Select(_ => (0.1f + (0.9f * random.NextSingle())) * (random.Next(2) == 0 ? 1 : -1)).ToArray());
    }

    private static (Tensor Features, Tensor Labels) Batch(int rows, int[] sizes)
    {
        var random = new Random(2);
        var features = Enumerable.Range(0, rows * sizes[0]).Select(_ => random.NextSingle() - 0.5f).ToArray();
        var labels = Enumerable.Range(0, rows).Select(_ => (long)random.Next(sizes[^1])).ToArray();
        return (tensor(features, rows, sizes[0]), tensor(labels));
    }

    private static List<(Tensor Weights, Tensor Biases)> Leaves(TrainableNetwork network) => network.Layers
        .Select(layer => (layer.Weights.detach().clone().requires_grad_(), layer.Biases.detach().clone().requires_grad_()))
        .ToList();

    private static Tensor Forward(List<(Tensor Weights, Tensor Biases)> layers, Tensor features)
    {
        var values = features;
        for (var i = 0; i < layers.Count; i++)
        {
            values = values.matmul(layers[i].Weights).add(layers[i].Biases);
            values = i < layers.Count - 1 ? values.relu() : values;
        }

        return values;
    }

    private static float LargestDifference(Tensor a, Tensor b) => a.sub(b).abs().max().item<float>();
}
