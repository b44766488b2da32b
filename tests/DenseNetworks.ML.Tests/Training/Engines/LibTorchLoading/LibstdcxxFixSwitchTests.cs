using System.Text.Json.Nodes;
using Testing;

namespace DenseNetworks.ML.Tests.Training.Engines.LibTorchLoading;

/// <summary>Trains in a program of its own, for a library that is loaded once cannot be refused.</summary>
public sealed class LibstdcxxFixSwitchTests : IDisposable
{
    private const string Switch = "DenseNetworks.ML.DisableLibstdcxxFix";
    private const string Variable = "MNIST_CLASSIFIER_DISABLE_LIBSTDCXX_FIX";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [OlderLibstdcxxFact]
    public void Where_nobody_says_anything_training_works() => Train([]).Should().Contain("trained");

    [OlderLibstdcxxTheory]
    [InlineData("1")]
    [InlineData("true")]
    [InlineData("True ")]
    public void The_environment_variable_forbids_the_fix(string value) => Train(new() { [Variable] = value }).Should().Match(
        $"*does not load*Debian 13*libstdc++6*{Switch} is true*{Variable}*predicting*GLIBCXX_3.4.32*");

    [OlderLibstdcxxTheory]
    [InlineData("0")]
    [InlineData("false")]
    [InlineData("")]
    public void Another_value_of_the_variable_forbids_nothing(string value) =>
        Train(new() { [Variable] = value }).Should().Contain("trained");

    [OlderLibstdcxxFact]
    public void The_runtime_configuration_forbids_the_fix() =>
        Train([], configured: true).Should().Match($"*does not load*{Switch} is true*");

    [OlderLibstdcxxFact]
    public void The_runtime_configuration_wins_over_the_variable() =>
        Train(new() { [Variable] = "1" }, configured: false).Should().Contain("trained");

    private string Train(Dictionary<string, string> environment, bool? configured = null)
    {
        // The program has no libtorch: the loader finds that of the tests.
        environment["LD_LIBRARY_PATH"] = Path.GetDirectoryName(NativeFiles.LibTorchSharpForLinux)!;
        string[] configuration = configured is { } value ? ["exec", "--runtimeconfig", Configuration(value)] : [];
        return string.Join(' ', DotNet.Run(_folder.Path, environment, [.. configuration, Repository.OtherProgram, "train", "LibTorch"]));
    }

    // As RuntimeHostConfigurationOption in a project file writes it.
    private string Configuration(bool value)
    {
        var file = Path.ChangeExtension(Repository.OtherProgram, ".runtimeconfig.json");
        var configuration = JsonNode.Parse(File.ReadAllText(file))!;
        var properties = configuration["runtimeOptions"]!["configProperties"] ??= new JsonObject();
        properties[Switch] = value;
        File.WriteAllText(_folder.File("app.runtimeconfig.json"), configuration.ToJsonString());
        return _folder.File("app.runtimeconfig.json");
    }
}
