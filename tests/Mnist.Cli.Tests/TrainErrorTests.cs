using Mnist.Cli.Commands;
using Mnist.Cli.Tests.Support;
using Testing;

namespace Mnist.Cli.Tests;

/// <summary>What a training that cannot start says, and where a model goes that cannot be saved.</summary>
public sealed class TrainErrorTests(SmallDigits digits) : IClassFixture<SmallDigits>, IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_checkpoint_of_another_training_is_reported()
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
    public async Task An_invalid_value_of_an_option_is_reported(string option, string value, string message)
    {
        var result = await MnistTool.RunAsync("train", option, value);

        result.ExitCode.Should().Be(2);
        result.Error.Should().Contain(message);
    }

    [Fact]
    public async Task An_option_that_is_given_twice_is_reported()
    {
        var result = await MnistTool.RunAsync("train", "--hidden-layers", "12", "--hidden-layers", "6");

        result.ExitCode.Should().Be(2);
        result.Error.Should().Contain("--hidden-layers");
    }

    [Fact]
    public async Task An_error_of_the_trainer_is_reported_and_the_old_model_stays()
    {
        var model = _folder.File("mnist.zip");
        await File.WriteAllTextAsync(model, "old");

        var result = await MnistTool.RunAsync("train", "-d", digits.Folder, "--epochs", "0", "-o", model, "--json");

        result.ExitCode.Should().Be(2);
        result.Json.GetProperty("error").GetString().Should().Contain("--epochs").And.NotContain("Parameter");
        (await File.ReadAllTextAsync(model)).Should().Be("old");
    }

    [Fact]
    public async Task A_folder_that_does_not_exist_is_reported_before_the_training()
    {
        var result = await MnistTool.RunAsync(
            "train", "-d", digits.Folder, "-o", Path.Join(_folder.Path, "nowhere", "mnist.zip"));

        result.ExitCode.Should().Be(1);
        result.Error.Should().Contain("does not exist. Create it first.").And.NotContain("epoch");
    }

    [UnixFact]
    public async Task A_device_is_reported_before_the_training_and_stays()
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
    public async Task The_checkpoint_is_not_the_model_by_another_path_either()
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
            var result = await MnistTool.RunAsync(
                "train", "-d", digits.Folder, "--out", _folder.File(model), "--checkpoint", _folder.File(checkpoint));

            result.ExitCode.Should().Be(2, model);
            result.Error.Should().Contain("is to be read and written.");
        }
    }

    [Fact]
    public async Task A_checkpoint_of_another_seed_is_reported()
    {
        var (model, state) = (_folder.File("a.zip"), _folder.File("state"));
        string[] train = ["train", "-d", digits.Folder, "--epochs", "1", "--out", model, "--checkpoint", state];
        await MnistTool.RunAsync([.. train, "--seed", "2"]);

        var result = await MnistTool.RunAsync([.. train, "--seed", "1"]);

        result.ExitCode.Should().Be(1);
        result.Error.Should().Contain("belongs to another training: seed of the MLContext was 2 and is 1.");
    }

    [Fact]
    public void A_model_that_cannot_be_saved_is_saved_beside_it_and_the_message_says_where()
    {
        var model = _folder.File("mnist.zip");
        Directory.CreateDirectory(model); // in the meantime

        var save = () => OutputFile.Save(model, digits.Classifier.Save);

        var message = save.Should().Throw<CommandFailedException>().Which.Message;
        var saved = Directory.GetFiles(_folder.Path).Single();
        message.Should().Contain("a folder has that name").And.EndWith($"The result is in '{saved}' instead.");
        File.ReadAllBytes(saved).Should().Equal(File.ReadAllBytes(digits.Model));
    }

    [Fact]
    public void A_model_that_cannot_be_saved_beside_it_is_saved_as_a_temporary_file()
    {
        var model = Path.Join(_folder.Path, "removed", "mnist.zip");

        var save = () => OutputFile.Save(model, digits.Classifier.Save);

        var message = save.Should().Throw<CommandFailedException>().Which.Message;
        var saved = message.Split('\'')[^2];
        Path.GetDirectoryName(saved).Should().Be(Path.TrimEndingDirectorySeparator(Path.GetTempPath()));
        File.Delete(saved);
    }

    [Fact]
    public async Task A_folder_without_digits_is_reported()
    {
        var result = await MnistTool.RunAsync("train", "--data", _folder.Path);

        result.ExitCode.Should().Be(1);
        result.Error.Should().Contain($"The folder '{_folder.Path}' is empty.");
    }

    [Fact]
    public async Task A_model_to_continue_from_has_its_own_recipe()
    {
        var result = await MnistTool.RunAsync("train", "--from", "pretrained", "--recipe", "best");

        result.ExitCode.Should().Be(2);
        result.Error.Should().Contain("--from and --recipe exclude each other");
    }

    [Fact]
    public async Task A_GPU_that_does_not_exist_is_reported()
    {
        var result = await MnistTool.RunAsync("train", "-d", digits.Folder, "--gpu", "63", "-o", _folder.File("mnist.zip"));

        result.ExitCode.Should().Be(1);
        result.Error.Should().Contain("GPU 63");
    }
}
