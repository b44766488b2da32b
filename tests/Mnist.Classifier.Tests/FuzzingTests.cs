using Testing;

namespace Mnist.Classifier.Tests;

/// <summary>Runs the program that feeds damaged files to everything that reads files, for a short time.</summary>
public sealed class FuzzingTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Two_thousand_damaged_files_of_each_kind_are_read_or_rejected_with_InvalidDataException()
    {
        var output = DotNet.Run(
            _folder.Path, Repository.FuzzingProgram, "all", "--inputs", "2000", "--seed", "1",
            "--findings", _folder.File("findings"));

        output.Skip(2).Should()
            .AllSatisfy(line => line.Should().MatchRegex(@"^\| (pages \| 40|\w+ \| 2,000) \| [\d,]+ \| [\d,]+ \| 0 \|"))
            .And.HaveCountGreaterThanOrEqualTo(5);
        Directory.Exists(_folder.File("findings")).Should().BeFalse();
    }

    [Fact]
    public void A_model_file_can_be_evaluated()
    {
        File.WriteAllText(_folder.File("file"), "no picture");

        DotNet.Run(_folder.Path, Repository.FuzzingProgram, "pictures", "--replay", _folder.File("file"))
            .Should().Contain("This is right.").And.Contain(line => line.StartsWith("Refused in"));
    }

    [Theory]
    [InlineData("--frobnicate", "1")]
    [InlineData("nothing")]
    [InlineData("idx", "--inputs", "0")]
    [InlineData("idx", "--seed")]
    [InlineData("all", "--replay", "file")]
    [InlineData]
    public async Task A_command_line_that_is_not_understood_ends_with_2(params string[] arguments)
    {
        using var process = DotNet.Start(_folder.Path, [], [Repository.FuzzingProgram, .. arguments]);
        var output = process.StandardOutput.ReadToEndAsync();
        (await process.StandardError.ReadToEndAsync()).Should().Contain("Usage:");
        await process.WaitForExitAsync();

        (process.ExitCode, await output).Should().Be((2, ""));
    }
}
