using Mnist.Cli.Output;
using Mnist.Cli.Tests.Support;
using Spectre.Console.Testing;
using Testing;

namespace Mnist.Cli.Tests;

public sealed class LiveTrainingTests(SmallDigits digits) : IClassFixture<SmallDigits>, IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly TestConsole _output = new();
    private readonly TestConsole _error = new TestConsole().Interactive().EmitAnsiSequences();

    public void Dispose()
    {
        _folder.Dispose();
        _output.Dispose();
        _error.Dispose();
    }

    [Fact]
    public async Task On_a_terminal_a_bar_moves_with_the_batches()
    {
        var exitCode = await TrainAsync();

        exitCode.Should().Be(0);
        _error.Output.Should()
            .Contain("epoch 3 of 3, batch 5 of 5, loss").And.Contain("100%").And.Contain("epoch   3 of 3: loss");
        _output.Output.Should().Contain("test accuracy").And.NotContain("batch");
    }

    [Fact]
    public async Task A_program_that_reads_the_result_does_not_keep_a_person_from_seeing_the_bar()
    {
        await TrainAsync("--json");

        _error.Output.Should().Contain("batch 5 of 5");
        _output.Output.Trim().Should().StartWith("{").And.EndWith("}");
    }

    [Fact]
    public async Task On_a_narrow_terminal_the_bar_keeps_its_line()
    {
        _error.Width(60);

        await TrainAsync();

        _error.Output.Should().Contain("epoch 3 of 3 ").And.NotContain("batch 5 of 5");
    }

    [Fact]
    public async Task Quiet_shows_no_bar()
    {
        await TrainAsync("--quiet");

        _error.Output.Should().BeEmpty();
    }

    private Task<int> TrainAsync(params string[] more) => CommandLine.RunAsync(
        ["train", "-d", digits.Folder, "--recipe", "fast", "--epochs", "3", "-o", _folder.File("mnist.zip"), .. more],
        new Terminal(_output, _error));
}
