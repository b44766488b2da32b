using Mnist.Cli.Tests.Support;
using Testing;

namespace Mnist.Cli.Tests;

public sealed class UsageTests(SmallDigits digits) : IClassFixture<SmallDigits>, IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public static TheoryData<string> Commands =>
        ["train", "evaluate", "predict", "data", "report", "export", "info", "completion"];

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("There is no command or argument 'trian'. Did you mean 'train'? See 'mnist --help'.", "trian")]
    [InlineData("There is no option '--recpie'. Did you mean '--recipe'? See 'mnist train --help'.", "train", "--recpie", "fast")]
    [InlineData("There is no option '--recpie=fast'. Did you mean '--recipe'? See 'mnist train --help'.", "train", "--recpie=fast")]
    [InlineData("Did you mean '--json'? See 'mnist predict --help'.", "predict", "--josn", "x.png")]
    [InlineData("Did you mean '--model'? See 'mnist predict --help'.", "predict", "x.png", "--mdoel", "x.zip")]
    [InlineData("Did you mean '--pretrained'? See 'mnist evaluate --help'.", "evaluate", "--pretraind")]
    [InlineData("Did you mean 'generate'? See 'mnist data --help'.", "data", "genrate")]
    [InlineData("Name IMAGE. See 'mnist predict --help'.", "predict")]
    [InlineData("There is no option '--zebra'. See 'mnist train --help'.", "train", "--zebra")]
    public async Task An_unknown_word_brings_the_nearest_known_one(string message, params string[] arguments)
    {
        var result = await MnistTool.RunAsync(arguments);

        result.ExitCode.Should().Be(2);
        result.Output.Should().BeEmpty();
        result.Error.Should().EndWith(message + Environment.NewLine);
    }

    [Theory]
    [MemberData(nameof(Commands))]
    public async Task Each_command_has_help(string command)
    {
        var result = await MnistTool.RunAsync(command, "--help");

        result.ExitCode.Should().Be(0);
        result.Output.Should().Contain("Usage:").And.Contain($" {command} ").And.Contain("--json");
    }

    [Theory]
    [InlineData]
    [InlineData("data")]
    public async Task The_name_of_a_group_alone_brings_its_help(params string[] arguments)
    {
        var result = await MnistTool.RunAsync(arguments);

        result.ExitCode.Should().Be(2);
        result.Output.Should().Contain("Commands:");
    }

    [Theory]
    [InlineData("evaluate")]
    [InlineData("info")]
    [InlineData("report")]
    public async Task Only_one_JSON_object_is_written(string command)
    {
        string[] data = command == "info" ? [] : ["-d", digits.Folder];
        string[] output = command == "report" ? ["-o", _folder.File("report.html")] : [];

        var result = await MnistTool.RunAsync([command, digits.Model, .. data, .. output, "--json"]);

        result.ExitCode.Should().Be(0);
        result.Output.Trim().Should().StartWith("{").And.EndWith("}").And.NotContain("\n");
        result.Json.EnumerateObject().Should().NotBeEmpty();
    }

    [Fact]
    public async Task A_line_that_is_not_understood_is_one_JSON_object_too()
    {
        var result = await MnistTool.RunAsync("train", "--zebra", "--json");

        result.ExitCode.Should().Be(2);
        result.Json.GetProperty("exitCode").GetInt32().Should().Be(2);
        result.Json.GetProperty("error").GetString().Should().StartWith("There is no option '--zebra'.");
    }

    [Theory]
    [InlineData("--quiet")]
    [InlineData("-q")]
    public async Task Quiet_shows_only_the_result(string option)
    {
        var result = await MnistTool.RunAsync(
            "train", "-d", digits.Folder, "--epochs", "1", "-o", _folder.File("mnist.zip"), option);

        result.Error.Should().BeEmpty();
        result.Output.Should().Contain("test accuracy");
    }

    [Theory]
    [InlineData("mnist tra", "train")]
    [InlineData("mnist train --re", "--recipe")]
    [InlineData("mnist train --recipe acc", "accurate")]
    [InlineData("mnist data ver", "verify")]
    public async Task A_shell_completes(string line, string word)
    {
        var result = await MnistTool.RunAsync($"[suggest:{line.Length}]", line);

        result.Output.Split(Environment.NewLine).Should().Contain(word);
    }

    [Theory]
    [InlineData("bash", "complete -o default -F _mnist mnist")]
    [InlineData("zsh", "compdef _mnist mnist")]
    [InlineData("fish", "complete -c mnist")]
    [InlineData("pwsh", "Register-ArgumentCompleter")]
    public async Task A_shell_gets_its_script(string shell, string part)
    {
        var result = await MnistTool.RunAsync("completion", shell);

        result.Output.Should().Contain(part).And.Contain("suggest");
    }
}
