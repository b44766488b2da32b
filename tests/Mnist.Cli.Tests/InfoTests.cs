using System.Security.Cryptography;
using DenseNetworks;
using Mnist.Cli.Tests.Support;

namespace Mnist.Cli.Tests;

public sealed class InfoTests(SmallDigits digits) : IClassFixture<SmallDigits>
{
    [Fact]
    public async Task A_model_tells_what_is_in_it()
    {
        var result = await MnistTool.RunAsync("info", digits.Model, "--json");

        result.ExitCode.Should().Be(0);
        result.Json.GetProperty("network").EnumerateArray().Select(size => size.GetInt32()).Should().Equal(784, 128, 128, 10);
        result.Json.GetProperty("parameters").GetInt64().Should().Be(digits.Classifier.Network.ParameterCount);
        result.Json.GetProperty("epochs").GetInt32().Should().Be(2);
        result.Json.GetProperty("backend").GetString().Should().Be("libtorch");
    }

    [Fact]
    public async Task A_model_tells_by_what_its_file_and_its_weights_are_known()
    {
        var result = await MnistTool.RunAsync("info", digits.Model, "--json");
        var packaged = await MnistTool.RunAsync("info", "--pretrained", "--json");

        result.Json.GetProperty("sha256").GetString().Should()
            .Be(Convert.ToHexStringLower(SHA256.HashData(await File.ReadAllBytesAsync(digits.Model))));
        result.Json.GetProperty("weightsSha256").GetString().Should().Be(HashWeights(digits.Classifier.Network));
        packaged.Json.GetProperty("sha256").GetString().Should().BeNull();
        packaged.Json.GetProperty("weightsSha256").GetString().Should().HaveLength(64);
    }

    [Fact]
    public async Task A_machine_tells_what_it_has_for_training()
    {
        var result = await MnistTool.RunAsync("info", "--json");

        result.ExitCode.Should().Be(0);
        result.Json.GetProperty("libTorch").GetString().Should().StartWith("2.");
        result.Json.GetProperty("processors").GetInt32().Should().Be(Environment.ProcessorCount);
    }

    [Theory]
    [InlineData("info")]
    [InlineData("info", "--pretrained")]
    public async Task A_person_reads_it_too(params string[] arguments)
    {
        var result = await MnistTool.RunAsync(arguments);

        result.ExitCode.Should().Be(0);
        result.Output.Split('\n').Should().HaveCountGreaterThan(6);
    }

    // As docs/model-format.md has it: little-endian floats, layer by layer its weights and then its biases.
    private static string HashWeights(DenseNetwork network)
    {
        var bytes = new MemoryStream();
        using var writer = new BinaryWriter(bytes);
        foreach (var layer in network.Layers)
        {
            float[] numbers = [.. layer.Weights, .. layer.Biases];
            Array.ForEach(numbers, writer.Write);
        }

        return Convert.ToHexStringLower(SHA256.HashData(bytes.ToArray()));
    }
}
