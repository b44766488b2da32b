using System.Globalization;
using DenseNetworks;
using DenseNetworks.ML;
using Mnist.Classifier.Tests.Support;
using Testing;

namespace Mnist.Classifier.Tests.EndToEnd;

/// <summary>
/// Loads a model in a program whose only mention of the library is its reference, and which has no native libtorch.
/// </summary>
public sealed class OtherProcessTests(TrainedDigits trained) : IClassFixture<TrainedDigits>, IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_program_that_knows_only_MLNet_gives_the_same_scores_bit_for_bit()
    {
        const int Count = 100;
        trained.Classifier.Save(_folder.File("mnist.zip"));
        var images = Enumerable.Range(0, Count).Select(i => trained.Data.Test.GetPixels(i).ToArray()).ToList();
        File.WriteAllBytes(_folder.File("images"), images.SelectMany(pixels => pixels).ToArray());

        var output = DotNet.Run(
            _folder.Path, Repository.OtherProgram, "predict", _folder.File("mnist.zip"), _folder.File("images"));

        output.Should().Equal(images.Select(Expected), "libtorch must not be mapped either");
    }

    [Fact]
    public void Without_libtorch_a_program_trains_in_managed_code_and_logs_that_in_one_line_without_an_exception()
    {
        var output = DotNet.Run(_folder.Path, Repository.OtherProgram, "train", "Automatic");

        output.Should().ContainSingle(line => line.Contains("has no libtorch", StringComparison.Ordinal))
            .Which.Should().ContainAll("Kind=Info", "libtorch-cpu-", "Training continues in managed code", "Backend");
        output.Should().Contain("backend Managed, exceptions 0");
    }

    [Fact]
    public void Managed_code_trains_without_a_look_at_TorchSharp() =>
        DotNet.Run(_folder.Path, Repository.OtherProgram, "train", "Managed").Should().Contain(
            ["backend Managed, exceptions 0", "TorchSharp not loaded"]).And.NotContain(line => line.Contains(
                "has no libtorch", StringComparison.Ordinal));

    [Fact]
    public void A_checkpoint_is_locked_while_its_training_runs()
    {
        var checkpoint = _folder.File("state");
        string[]? output = null;

        MnistClassifier.Train(
            trained.Data, TrainingRecipe.Tutorial with { Epochs = 1 }, checkpointPath: checkpoint,
            progress: new Reporter<EpochResult>(_ => output = Train()));

        output.Should().ContainSingle().Which.Should().Contain("is in use by another training");
        Train().Should().NotContain(line => line.Contains("in use", StringComparison.Ordinal), "the first one is over");

        string[] Train() => DotNet.Run(_folder.Path, Repository.OtherProgram, "train-with-checkpoint", checkpoint);
    }

    [Fact]
    public void Without_libtorch_a_program_that_requests_it_learns_which_package_to_add()
    {
        var output = DotNet.Run(_folder.Path, Repository.OtherProgram, "train", "LibTorch");

        string.Join('\n', output).Should()
            .ContainAll("This app has no libtorch", "TorchSharp-cpu", "Backend Automatic trains in managed code");
        // TorchSharp by itself would have filled a folder with all of libtorch before it failed.
        output.Should().NotContain(line => line == "folder cpu");
    }

    [Fact]
    public void The_model_in_the_package_reads_digits_without_any_file_and_without_libtorch()
    {
        var output = DotNet.Run(_folder.Path, Repository.OtherProgram, "pretrained");

        output.Should().ContainSingle("libtorch must not be mapped").Which.Should().MatchRegex("^(9[0-9]|100) of 100$");
    }

    private string Expected(byte[] pixels)
    {
        var prediction = trained.Classifier.Predict(pixels);
        var bits = prediction.Probabilities.Select(
            value => BitConverter.SingleToUInt32Bits(value).ToString("X8", CultureInfo.InvariantCulture));
        return $"{prediction.Digit} {string.Join(' ', bits)}";
    }
}
