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
    public async Task A_person_is_told_of_each_epoch_and_of_the_result()
    {
        var result = await MnistTool.RunAsync(
            "train", "-d", digits.Folder, "--recipe", "SEED", "--epochs", "2", "-o", _folder.File("mnist.zip"));

        result.Error.Should().Contain("epoch   1 of 2: loss").And.Contain("epoch   2 of 2: loss");
        result.Output.Should().Contain("seed, seed 1").And.Contain("784-128-128-10").And.Contain("test accuracy");
    }

    [Fact]
    public async Task Layers_and_held_back_images_are_chosen()
    {
        var result = await MnistTool.RunAsync(
            "train", "-d", digits.Folder, "--hidden-layers", "12,6", "--validation", "0.2", "--epochs", "1", "-o",
            _folder.File("mnist.zip"));

        result.Output.Should().Contain("784-12-6-10");
        result.Error.Should().Contain("validation accuracy");
    }

    [Fact]
    public async Task A_training_goes_on_from_its_checkpoint()
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
    public async Task A_checkpoint_of_another_training_is_told_of()
    {
        var checkpoint = _folder.File("state");
        await MnistTool.RunAsync(
            "train", "-d", digits.Folder, "--epochs", "1", "-o", _folder.File("a.zip"), "--checkpoint", checkpoint);

        var result = await MnistTool.RunAsync(
            "train", "-d", digits.Folder, "--hidden-layers", "5", "--epochs", "1", "-o", _folder.File("b.zip"), "--checkpoint",
            checkpoint);

        result.ExitCode.Should().Be(1);
        result.Error.Should().Contain(checkpoint);
        File.Exists(_folder.File("b.zip")).Should().BeFalse();
    }

    [Theory]
    [InlineData("--recipe", "slow", "There is no recipe 'slow'. There are tutorial, fast, accurate, best.")]
    [InlineData("--hidden-layers", "12;6", "'12;6' is not the size of a layer.")]
    [InlineData("--seed", "one", "--seed is 'one'; it must be a whole number.")]
    [InlineData("--epochs", "x", "--epochs is 'x'; it must be a whole number.")]
    [InlineData("--validation", "x", "--validation is 'x'; it must be a number.")]
    [InlineData("--epochs", "0", "--epochs is 0; it must be from 1 to 100,000.")]
    [InlineData("--validation", "2", "--validation is 2; it must be at least 0 and less than 1.")]
    [InlineData("--hidden-layers", "5,0", "--hidden-layers has a layer of 0 units; it must be from 1 to 150,000.")]
    [InlineData("--hidden-layers", "99999999", "--hidden-layers has a layer of 99999999 units;")]
    [InlineData("--hidden-layers", "99999999999999999999", "--hidden-layers has a layer of 99999999999999999999 units;")]
    [InlineData("--hidden-layers", "99999,99999", "--hidden-layers makes a network of 10,079,")]
    [InlineData("--epochs", "99999999999", "--epochs is 99999999999; it must be from 1 to 100,000.")]
    [InlineData("--seed", "2147483648", "--seed is 2147483648; it must be from -2,147,483,648 to 2,147,483,647.")]
    [InlineData("--gpu", "-1", "--gpu is -1; it must be from 0 to")]
    public async Task What_is_no_value_of_an_option_is_told_of(string option, string value, string message)
    {
        var result = await MnistTool.RunAsync("train", option, value);

        result.ExitCode.Should().Be(2);
        result.Error.Should().Contain(message);
    }

    [Fact]
    public async Task An_option_that_is_given_twice_is_told_of()
    {
        var result = await MnistTool.RunAsync("train", "--hidden-layers", "12", "--hidden-layers", "6");

        result.ExitCode.Should().Be(2);
        result.Error.Should().Contain("--hidden-layers");
    }

    [Fact]
    public async Task What_the_trainer_refuses_is_told_of_and_the_old_model_stays()
    {
        var model = _folder.File("mnist.zip");
        await File.WriteAllTextAsync(model, "old");

        var result = await MnistTool.RunAsync("train", "-d", digits.Folder, "--epochs", "0", "-o", model, "--json");

        result.ExitCode.Should().Be(2);
        result.Json.GetProperty("error").GetString().Should().Contain("--epochs").And.NotContain("Parameter");
        (await File.ReadAllTextAsync(model)).Should().Be("old");
    }

    [Fact]
    public async Task A_folder_that_does_not_exist_is_told_of_before_the_training()
    {
        var result = await MnistTool.RunAsync(
            "train", "-d", digits.Folder, "-o", Path.Join(_folder.Path, "nowhere", "mnist.zip"));

        result.ExitCode.Should().Be(1);
        result.Error.Should().Contain("does not exist. Create it first.").And.NotContain("epoch");
    }

    [UnixFact]
    public async Task What_is_no_file_is_told_of_before_the_training_and_stays()
    {
        SpecialFiles.MakePipe(_folder.File("pipe"));
        File.CreateSymbolicLink(_folder.File("device"), "/dev/null");

        foreach (var (option, name, kind) in new[]
        {
            ("--out", "pipe", "a named pipe"), ("--out", "device", "a device"), ("--checkpoint", "pipe", "a named pipe"),
        })
        {
            var result = await MnistTool.RunAsync("train", "-d", digits.Folder, option, _folder.File(name));

            result.ExitCode.Should().Be(1);
            result.Error.Should().Contain($"it is {kind}").And.NotContain("epoch");
        }

        _folder.FileNames().Should().BeEquivalentTo("device", "pipe");
    }

    [Fact]
    public async Task The_checkpoint_is_not_the_model()
    {
        var result = await MnistTool.RunAsync(
            "train", "-d", digits.Folder, "--out", _folder.File("a.zip"), "--checkpoint", _folder.File("a.zip"));

        result.ExitCode.Should().Be(2);
        result.Error.Should().Contain($"'{_folder.File("a.zip")}' is to be read and written.");
        _folder.FileNames().Should().BeEmpty();
    }

    [Fact]
    public async Task The_checkpoint_is_not_the_model_by_another_way_to_it_either()
    {
        Directory.CreateDirectory(_folder.File("real"));
        Directory.CreateSymbolicLink(_folder.File("linked"), _folder.File("real"));
        Directory.CreateSymbolicLink(_folder.File("around"), _folder.File("linked"));
        await File.WriteAllTextAsync(_folder.File("real/state"), "");
        File.CreateSymbolicLink(_folder.File("state"), _folder.File("real/state"));
        foreach (var (model, checkpoint) in new[]
        {
            ("linked/state", "real/state"), ("real/state", "around/state"), ("around/state", "linked/state"), ("real/state", "state"),
            ("real/../linked/state", "state"),
        })
        {
            var said = await MnistTool.RunAsync(
                "train", "-d", digits.Folder, "--out", _folder.File(model), "--checkpoint", _folder.File(checkpoint));

            said.ExitCode.Should().Be(2, model);
            said.Error.Should().Contain("is to be read and written.");
        }
    }

    [Fact]
    public async Task A_checkpoint_of_another_seed_is_told_of()
    {
        var (model, state) = (_folder.File("a.zip"), _folder.File("state"));
        string[] train = ["train", "-d", digits.Folder, "--epochs", "1", "--out", model, "--checkpoint", state];
        await MnistTool.RunAsync([.. train, "--seed", "2"]);

        var result = await MnistTool.RunAsync([.. train, "--seed", "1"]);

        result.ExitCode.Should().Be(1);
        result.Error.Should().Contain("belongs to another training: seed of the MLContext was 2 and is 1.");
    }

    [Fact]
    public void What_cannot_go_where_it_was_to_go_goes_beside_it_and_the_message_says_where()
    {
        var model = _folder.File("mnist.zip");
        Directory.CreateDirectory(model); // in the meantime

        var save = () => OutputFile.Save(model, digits.Classifier.Save);

        var message = save.Should().Throw<CommandFailedException>().Which.Message;
        var saved = Directory.GetFiles(_folder.Path).Single();
        message.Should().Contain("a folder has that name").And.EndWith($"The result is in '{saved}' instead.");
        Weights(MnistClassifier.Load(saved)).Should().Equal(Weights(digits.Classifier));
    }

    [Fact]
    public void What_cannot_go_beside_it_goes_where_temporary_files_are()
    {
        var model = Path.Join(_folder.Path, "removed", "mnist.zip");

        var save = () => OutputFile.Save(model, digits.Classifier.Save);

        var message = save.Should().Throw<CommandFailedException>().Which.Message;
        var saved = message.Split('\'')[^2];
        Path.GetDirectoryName(saved).Should().Be(Path.TrimEndingDirectorySeparator(Path.GetTempPath()));
        File.Delete(saved);
    }

    [Fact]
    public async Task A_folder_without_digits_is_told_of()
    {
        var result = await MnistTool.RunAsync("train", "--data", _folder.Path);

        result.ExitCode.Should().Be(1);
        result.Error.Should().Contain($"The folder '{_folder.Path}' is empty.");
    }

    [Fact]
    public async Task Few_pictures_are_evaluated_by_cross_validation_and_all_are_trained_on()
    {
        DigitPictures.Write(_folder.File("photos"), perDigit: 3);

        var result = await MnistTool.RunAsync(
            "train", "--data", _folder.File("photos"), "--epochs", "2", "-o", _folder.File("mnist.zip"), "--json");
        var told = await MnistTool.RunAsync(
            "train", "--data", _folder.File("photos"), "--epochs", "1", "-o", _folder.File("mnist.zip"));

        result.ExitCode.Should().Be(0);
        result.Json.GetProperty("folds").GetInt32().Should().Be(5);
        result.Json.GetProperty("images").GetInt32().Should().Be(30);
        (result.Json.GetProperty("accuracy").GetDouble() * 30 % 1).Should().BeApproximately(0, 1e-9);
        result.Error.Should().Contain("cross-validation 5 of 5: ");
        told.Output.Should().Contain("expected accuracy").And.Contain("1 epoch in");
    }

    [Fact]
    public async Task A_training_goes_on_from_the_model_in_the_package()
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

    [Fact]
    public async Task A_model_to_go_on_from_has_its_own_recipe()
    {
        var result = await MnistTool.RunAsync("train", "--from", "pretrained", "--recipe", "best");

        result.ExitCode.Should().Be(2);
        result.Error.Should().Contain("--from and --recipe exclude each other");
    }

    [Fact]
    public async Task A_gpu_that_is_not_there_is_told_of()
    {
        var result = await MnistTool.RunAsync("train", "-d", digits.Folder, "--gpu", "63", "-o", _folder.File("mnist.zip"));

        result.ExitCode.Should().Be(1);
        result.Error.Should().Contain("GPU 63");
    }

    // It is the process that is interrupted, so it needs one of its own. Windows has no such signal to send.
    [UnixFact]
    public async Task Interrupted_it_saves_what_it_has()
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
