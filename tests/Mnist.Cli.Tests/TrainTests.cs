using System.Diagnostics;
using System.Text;
using DenseNetworks;
using DenseNetworks.ML;
using Microsoft.ML;
using Mnist.Classifier;
using Mnist.Cli.Commands;
using Mnist.Cli.Tests.Support;
using Testing;

namespace Mnist.Cli.Tests;

public sealed class TrainTests(SmallDigits digits) : IClassFixture<SmallDigits>, IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private Process? _process;

    public void Dispose()
    {
        if (_process is { HasExited: false })
        {
            _process.Kill(); // it would train for days
        }

        _process?.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task A_model_is_trained_evaluated_and_saved()
    {
        var model = _folder.File("mnist.zip");

        var result = await MnistTool.RunAsync(
            "train", "--data", digits.Folder, "--recipe", "seed", "--seed", "7", "--epochs", "3", "--out", model, "--json");

        result.ExitCode.Should().Be(0);
        var classifier = MnistClassifier.Load(model);
        result.Json.GetProperty("accuracy").GetDouble().Should().Be(classifier.Evaluate(digits.Data.Test).MicroAccuracy);
        result.Json.GetProperty("epochs").GetInt32().Should().Be(3);
        result.Json.GetProperty("seconds").GetDouble().Should().BePositive();
        result.Json.GetProperty("model").GetString().Should().Be(model);
        result.Json.GetProperty("interrupted").GetBoolean().Should().BeFalse();
    }

    [Fact]
    public async Task The_backend_is_chosen_and_named()
    {
        var model = _folder.File("mnist.zip");

        var result = await MnistTool.RunAsync(
            "train", "-d", digits.Folder, "--backend", "managed", "--epochs", "2", "-o", model, "--json");

        result.ExitCode.Should().Be(0);
        result.Json.GetProperty("backend").GetString().Should().Be("managed");
        MnistClassifier.Load(model).History!.Backend.Should().Be(TrainingBackend.Managed);
    }

    [Fact]
    public async Task The_model_is_the_one_that_the_library_trains_with_this_seed()
    {
        var model = _folder.File("mnist.zip");
        await MnistTool.RunAsync("train", "-d", digits.Folder, "-r", "tutorial", "--seed", "1", "--epochs", "2", "-o", model);

        Weights(MnistClassifier.Load(model)).Should().Equal(Weights(digits.Classifier));
    }

    [Fact]
    public async Task Each_epoch_and_the_result_are_shown()
    {
        var result = await MnistTool.RunAsync(
            "train", "-d", digits.Folder, "--recipe", "SEED", "--epochs", "2", "-o", _folder.File("mnist.zip"));

        result.Error.Should().Contain("epoch   1 of 2: loss").And.Contain("epoch   2 of 2: loss");
        result.Output.Should().Contain("seed, seed 1").And.Contain("784-128-128-10").And.Contain("test accuracy");
    }

    [Fact]
    public async Task Layers_and_held_out_images_can_be_chosen()
    {
        var result = await MnistTool.RunAsync(
            "train", "-d", digits.Folder, "--hidden-layers", "12,6", "--validation", "0.2", "--epochs", "1", "-o",
            _folder.File("mnist.zip"));

        result.Output.Should().Contain("784-12-6-10");
        result.Error.Should().Contain("validation accuracy");
    }

    [Fact]
    public async Task A_training_resumes_from_its_checkpoint()
    {
        var (model, checkpoint) = (_folder.File("mnist.zip"), _folder.File("state"));
        var recipe = TrainingRecipe.Tutorial with { Epochs = 4 };
        using var interrupt = new CancellationTokenSource();
        var data = MnistDataset.Load(digits.Folder);
        var begin = () => MnistClassifier.Train(
            data, recipe, new MLContext(seed: 1), new Interruption(interrupt, afterEpoch: 2), checkpointPath: checkpoint,
            cancellationToken: interrupt.Token);
        begin.Should().Throw<TrainingCanceledException>();

        var result = await MnistTool.RunAsync(
            "train", "-d", digits.Folder, "-r", "seed", "--epochs", "4", "-o", model, "--checkpoint", checkpoint);

        result.ExitCode.Should().Be(0);
        result.Error.Should().Contain("epoch   3 of 4").And.NotContain("epoch   2 of 4");
        Weights(MnistClassifier.Load(model)).Should()
            .Equal(Weights(MnistClassifier.Train(data, recipe, new MLContext(seed: 1))));
    }

    [Fact]
    public async Task Few_pictures_are_evaluated_by_cross_validation_and_all_are_trained_on()
    {
        DigitPictures.Write(_folder.File("photos"), perDigit: 3);

        var result = await MnistTool.RunAsync(
            "train", "--data", _folder.File("photos"), "--epochs", "2", "-o", _folder.File("mnist.zip"), "--json");
        var shown = await MnistTool.RunAsync(
            "train", "--data", _folder.File("photos"), "--epochs", "1", "-o", _folder.File("mnist.zip"));

        result.ExitCode.Should().Be(0);
        result.Json.GetProperty("folds").GetInt32().Should().Be(5);
        result.Json.GetProperty("images").GetInt32().Should().Be(30);
        (result.Json.GetProperty("accuracy").GetDouble() * 30 % 1).Should().BeApproximately(0, 1e-9);
        result.Error.Should().Contain("cross-validation 5 of 5: ").And.Contain("With --from pretrained, training takes seconds");
        shown.Output.Should().Contain("expected accuracy").And.Contain("1 epoch in");
    }

    [Fact]
    public async Task An_option_changes_one_value_of_the_recipe_for_few_images_and_digits_without_pictures_are_named()
    {
        DigitPictures.Write(_folder.File("photos"), perDigit: 3);
        Directory.Delete(_folder.File("photos/0"), recursive: true);
        Directory.Delete(_folder.File("photos/7"), recursive: true);

        var result = await MnistTool.RunAsync(
            "train", "--data", _folder.File("photos"), "--epochs", "1", "-o", _folder.File("mnist.zip"), "--json");

        result.Json.GetProperty("recipe").GetString().Should().Be("for few images");
        result.Json.GetProperty("network").EnumerateArray().Select(size => size.GetInt32()).Should().Equal(784, 512, 256, 10);
        result.Json.GetProperty("epochs").GetInt32().Should().Be(1);
        result.Error.Should().Contain($"Digits: 24 images from {_folder.File("photos")}\n")
            .And.Contain("There are no images of 0, 7: the model cannot learn to read them.");
    }

    [Fact]
    public async Task A_report_on_images_that_may_have_been_trained_on_says_so()
    {
        DigitPictures.Write(_folder.File("photos"), perDigit: 3);

        var result = await MnistTool.RunAsync(
            "report", "--pretrained", "--data", _folder.File("photos"), "-o", _folder.File("report.html"));

        result.Error.Should().NotContain("mnist:");
        (await File.ReadAllTextAsync(_folder.File("report.html"))).Should()
            .Contain("A model that was trained on them may have seen those that it is evaluated on.");
    }

    [Fact]
    public async Task A_training_continues_from_the_model_in_the_package()
    {
        DigitPictures.Write(_folder.File("photos"), perDigit: 3);

        var result = await MnistTool.RunAsync(
            "train", "--data", _folder.File("photos"), "--from", "pretrained", "--epochs", "1", "-o", _folder.File("mnist.zip"),
            "--json");

        result.ExitCode.Should().Be(0);
        result.Json.GetProperty("recipe").GetString().Should().Be("fine-tuning");
        // which nothing learns from 24 pictures in an epoch
        result.Json.GetProperty("accuracy").GetDouble().Should().BeGreaterThan(0.5);
    }

    // It is the process that is interrupted, so it needs one of its own. Windows has no such signal to send.
    [UnixFact]
    public async Task An_interrupted_training_saves_its_best_model()
    {
        var model = _folder.File("mnist.zip");
        var process = _process = DotNet.Start(
            _folder.Path, [], Program, "train", "-d", digits.Folder, "-r", "tutorial", "--epochs", "100000", "-o", model);
        var output = process.StandardOutput.ReadToEndAsync();
        await ReadUntilAsync(process.StandardError, "epoch   2 of");

        // As Ctrl-C does, but a shell that starts something in the background has it ignore Ctrl-C.
        using (var kill = Process.Start("kill", ["-TERM", $"{process.Id}"]))
        {
            await kill.WaitForExitAsync();
        }

        var rest = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();

        process.ExitCode.Should().Be(ExitCode.Interrupted);
        var epochs = MnistClassifier.Load(model).History!.Epochs.Count;
        rest.Should().Contain($"Interrupted after {epochs} of 100000 epochs. The best model so far is saved.");
        (await output).Should().Contain($"{epochs} epochs").And.Contain("interrupted");
    }

    private static async Task ReadUntilAsync(StreamReader reader, string text)
    {
        var read = new StringBuilder();
        while (await reader.ReadLineAsync() is { } line)
        {
            read.AppendLine(line);
            if (line.Contains(text, StringComparison.Ordinal))
            {
                return;
            }
        }

        throw new InvalidOperationException($"'{text}' never came. There was: {read}");
    }

    private sealed class Interruption(CancellationTokenSource interrupt, int afterEpoch) : IProgress<EpochResult>
    {
        public void Report(EpochResult value)
        {
            if (value.Epoch == afterEpoch)
            {
                interrupt.Cancel();
            }
        }
    }

    private static string Program => Path.Join(AppContext.BaseDirectory, "mnist.dll");

    private static IEnumerable<float> Weights(MnistClassifier classifier) =>
        classifier.Network.Layers.SelectMany(layer => layer.Weights.ToArray());
}
