using Mnist.Batch.Tests.Support;

namespace Mnist.Batch.Tests;

/// <summary>A folder for answers that has other files.</summary>
public sealed class AnswerFolderTests : IDisposable
{
    private readonly Scans _scans = new(count: 2);

    public void Dispose() => _scans.Dispose();

    [Theory]
    [InlineData("manifest.json")]
    [InlineData("plan.json")]
    public async Task A_file_of_another_program_is_not_replaced(string name)
    {
        var path = Path.Join(_scans.Out, name);
        Directory.CreateDirectory(_scans.Out);
        await File.WriteAllTextAsync(path, "{}");

        var result = await BatchTool.RunAsync("read", _scans.Pictures, "--out", _scans.Out);

        result.ExitCode.Should().Be(1);
        result.Error.Should().Contain(name).And.Contain("another folder with --out");
        (await File.ReadAllTextAsync(path)).Should().Be("{}");
    }

    [Fact]
    public async Task The_folder_of_the_pictures_cannot_have_the_answers()
    {
        var result = await BatchTool.RunAsync("read", _scans.Pictures, "--out", _scans.Pictures);

        result.ExitCode.Should().Be(1);
        result.Error.Should().Contain("that of the answers, which is left out");
    }

    [Fact]
    public async Task More_threads_than_a_machine_can_have_are_refused()
    {
        var result = await BatchTool.RunAsync("read", _scans.Pictures, "--out", _scans.Out, "--at-once", "1000000");

        result.ExitCode.Should().Be(1);
        result.Error.Should().Contain("from 1 to 1,000");
    }

    [Fact]
    public async Task Only_temporary_files_of_killed_writers_are_removed()
    {
        Directory.CreateDirectory(Path.Join(_scans.Out, "parts"));
        var abandoned = Path.Join(_scans.Out, "parts", $"0123{Guid.NewGuid():n}.tmp");
        await File.WriteAllTextAsync(abandoned, "");
        await File.WriteAllTextAsync(Path.Join(_scans.Out, "parts", "notes.tmp"), "");

        await _scans.ReadAsync(_scans.Pictures);

        Directory.GetFiles(Path.Join(_scans.Out, "parts"), "*.tmp").Select(Path.GetFileName).Should().Equal("notes.tmp");
    }

    [Theory]
    [InlineData("null")]
    [InlineData("""{"reader":null,"jsonLines":false,"jobs":null}""")]
    [InlineData("""{"reader":{"model":"a","library":"b"},"jsonLines":false,"jobs":[null]}""")]
    public async Task A_plan_without_jobs_is_reported(string plan)
    {
        Directory.CreateDirectory(_scans.Out);
        await File.WriteAllTextAsync(Path.Join(_scans.Out, "plan.json"), plan);

        var result = await BatchTool.RunAsync("join", _scans.Out, "--to", _scans.At("joined.parquet"));

        result.ExitCode.Should().Be(1);
        result.Error.Should().Contain("has no readable plan");
    }
}
