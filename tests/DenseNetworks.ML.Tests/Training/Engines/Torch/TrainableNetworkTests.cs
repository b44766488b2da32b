using DenseNetworks;
using DenseNetworks.ML.Training;
using Testing;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace DenseNetworks.ML.Tests.Training.Engines.Torch;

public sealed class TrainableNetworkTests : TorchTest
{
    [Theory]
    [InlineData(7, 3)]
    [InlineData(7, 5, 3)]
    [InlineData(20, 30, 17, 9, 4)]
    public void Gradients_agree_with_those_of_autograd(params int[] sizes)
    {
        var layout = new NetworkLayout(sizes);
        var parameters = TensorFloats.TensorOf(layout.DrawWeights(new Random(1), Memory));
        var network = new TrainableNetwork(layout, parameters, zeros_like(parameters));
        using var reference = new ReferenceNetwork(layout, new Random(1));
        var data = ClassData.Make(rowCount: 33, sizes[0], sizes[^1]);

        var sums = network.Differentiate(new LabelledBatch(data.Features, data.Labels));
        var loss = reference.Differentiate(data.Features, data.Labels);

        (sums.Loss.item<float>() / 33).Should().BeApproximately((float)loss, 1e-5f);
        for (var i = 0; i < network.Layers.Count; i++)
        {
            LargestDifference(network.Layers[i].WeightGradients!, reference.WeightGradients(i)).Should().BeLessThan(1e-6f);
            LargestDifference(network.Layers[i].BiasGradients!, reference.BiasGradients(i)).Should().BeLessThan(1e-6f);
        }
    }

    [Fact]
    public void Scores_agree_with_the_forward_pass_of_libtorch()
    {
        int[] sizes = [784, 128, 128, 10];
        var layout = new NetworkLayout(sizes);
        var parameters = TensorFloats.TensorOf(layout.DrawWeights(new Random(1), Memory));
        var network = new TrainableNetwork(layout, parameters, zeros_like(parameters));
        var scored = new DenseNetwork(layout.CopyOut(new DeviceNumbers(parameters)));
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

        for (var step = 1; step <= 20; step++)
        {
            using var gradient = Values(random);
            gradients.copy_(gradient);
            parameter.grad = gradient.clone();
            ours.Step(step, 0.01);
            theirs.step();
        }

        // They differ in where epsilon is added, which counts only for gradients far smaller than these.
        LargestDifference(parameters, parameter).Should().BeLessThan(1e-5f);

        // Of either sign, and 0.1 to 1 in size.
        static Tensor Values(Random random) => tensor(Enumerable.Range(0, Count)
            .Select(_ => (0.1f + (0.9f * random.NextSingle())) * (random.Next(2) == 0 ? 1 : -1)).ToArray());
    }

    private static float LargestDifference(Tensor a, Tensor b) => a.sub(b).abs().max().item<float>();
}
