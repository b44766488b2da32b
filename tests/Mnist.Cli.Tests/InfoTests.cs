using System.Security.Cryptography;
using DenseNetworks;
using Mnist.Cli.Tests.Support;

namespace Mnist.Cli.Tests;

public sealed class InfoTests(SmallDigits digits) : IClassFixture<SmallDigits>
{
    [Fact]
    public async Task The_properties_of_a_model_are_shown()
    {
        var result = await MnistTool.RunAsync("info", digits.Model, "--json");

        result.ExitCode.Should().Be(0);
        result.Json.GetProperty("network").EnumerateArray().Select(size => size.GetInt32()).Should().Equal(784, 128, 128, 10);
        result.Json.GetProperty("parameters").GetInt64().Should().Be(digits.Classifier.Network.ParameterCount);
        result.Json.GetProperty("epochs").GetInt32().Should().Be(2);
        result.Json.GetProperty("backend").GetString().Should().Be("libtorch");
        result.Json.GetProperty("seed").GetInt32().Should().Be(1);
        result.Json.GetProperty("batchSize").GetInt32().Should().Be(32);
    }

    [Fact]
    public async Task The_hashes_of_the_file_and_the_weights_of_a_model_are_shown()
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
    public async Task The_properties_of_the_machine_are_shown()
    {
        var result = await MnistTool.RunAsync("info", "--json");

        result.ExitCode.Should().Be(0);
        result.Json.GetProperty("libTorch").GetString().Should().StartWith("2.");
        result.Json.GetProperty("processors").GetInt32().Should().Be(Environment.ProcessorCount);
    }

    [Theory]
    [InlineData("info")]
    [InlineData("info", "--pretrained")]
    public async Task It_is_shown_to_a_person_too(params string[] arguments)
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
