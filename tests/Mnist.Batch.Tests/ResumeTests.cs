using Mnist.Batch.Engine;
using Mnist.Batch.Jobs;
using Mnist.Batch.Tests.Support;

namespace Mnist.Batch.Tests;

/// <summary>What is done stays done, and is always the same bytes.</summary>
public sealed class ResumeTests : IDisposable
{
    private readonly Scans _scans = new(count: 35);

    public void Dispose() => _scans.Dispose();

    [Fact]
    public async Task Reading_again_continues_and_ends_with_the_same_bytes()
    {
        await Read();
        var first = Parts();
        var lost = first.Keys.First();
        File.Delete(lost);
        var untouched = first.Keys.Skip(1).ToDictionary(path => path, File.GetLastWriteTimeUtc);

        await Read();

        Parts().Should().BeEquivalentTo(first);
        untouched.Should().OnlyContain(part => File.GetLastWriteTimeUtc(part.Key) == part.Value);
    }

    [Fact]
    public async Task A_picture_that_has_changed_is_read_again_with_those_of_its_job_alone()
    {
        await Read();
        var before = Parts().Keys.ToList();
        await File.WriteAllBytesAsync(_scans.Picture("0012.pgm"), [.. Scans.Pgm(99), 0]);

        await Read();

        Parts().Keys.Except(before).Should().ContainSingle();
        Plan().Jobs.Should().HaveCount(4).And.NotContain(job => !File.Exists(new BatchFolder(_scans.Out).Part(job.Name)));
    }

    [Fact]
    public async Task The_joined_file_is_the_same_whatever_the_jobs_were()
    {
        await Read();
        var other = _scans.At("other");
        await BatchTool.SucceedAsync("read", _scans.Pictures, "--out", other, "--pictures-per-job", "1000");

        (await _scans.JoinAsync(_scans.Out)).Should().Equal(await _scans.JoinAsync(other));
    }

    [Fact]
    public async Task Rows_come_as_JSON_lines_too()
    {
        await Read("--json-lines");
        var joined = _scans.At("all.jsonl");
        await BatchTool.SucceedAsync("join", _scans.Out, "--to", joined);

        var parts = Plan().Jobs.SelectMany(job => File.ReadAllLines(new BatchFolder(_scans.Out).Lines(job.Name)));
        parts.Should().HaveCount(35).And.Equal(await File.ReadAllLinesAsync(joined));
    }

    [Fact]
    public async Task Incomplete_answers_are_not_joined()
    {
        await Read();
        File.Delete(Parts().Keys.First());

        var result = await BatchTool.RunAsync("join", _scans.Out, "--to", _scans.At("all.parquet"));

        result.ExitCode.Should().Be(1);
        result.Error.Should().StartWith("1 of 4 jobs are not done.");
        File.Exists(_scans.At("all.parquet")).Should().BeFalse();
    }

    [Fact]
    public async Task Two_workers_on_one_job_leave_one_file_of_the_same_bytes()
    {
        await Read();
        var job = Plan().Jobs[0].Name;
        var folder = new BatchFolder(_scans.Out);
        var whole = await File.ReadAllBytesAsync(folder.Part(job));
        File.Delete(folder.Part(job));
        var work = new ReadJob(LoadedReader.Load(path: null));

        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(
            () => work.RunAsync(folder, job, isLastTry: false, CancellationToken.None))));

        (await File.ReadAllBytesAsync(folder.Part(job))).Should().Equal(whole);
        Directory.GetFiles(Path.Join(_scans.Out, "parts")).Should().HaveCount(4);
    }

    [Fact]
    public async Task A_job_is_rejected_by_a_worker_with_another_model()
    {
        await Read();
        var reader = LoadedReader.Load(path: null);
        var older = new ReadJob(reader with { Version = reader.Version with { Model = new string('0', 64) } });

        var run = () => older.RunAsync(new(_scans.Out), Plan().Jobs[0].Name, isLastTry: true, CancellationToken.None);

        (await run.Should().ThrowAsync<InvalidOperationException>())
            .WithMessage($"*is for the model {reader.Version.Model[..16]}*This worker has the model 0000*");
    }

    [Fact]
    public async Task A_job_without_any_of_its_pictures_is_retried_before_it_gets_rows_with_errors()
    {
        await Read();
        var folder = new BatchFolder(_scans.Out);
        var job = Plan().Jobs[0].Name;
        File.Delete(folder.Part(job));
        Directory.Move(_scans.Pictures, _scans.At("unmounted"));
        var work = new ReadJob(LoadedReader.Load(path: null));

        var first = () => work.RunAsync(folder, job, isLastTry: false, CancellationToken.None);
        await first.Should().ThrowAsync<DirectoryNotFoundException>().WithMessage("None of the 10 pictures is there*mounted*");
        File.Exists(folder.Part(job)).Should().BeFalse();

        var result = await work.RunAsync(folder, job, isLastTry: true, CancellationToken.None);
        result.Should().Be("10 pictures, 10 of them could not be read");
    }

    [Fact]
    public async Task A_damaged_list_is_rejected()
    {
        await Read();
        var folder = new BatchFolder(_scans.Out);
        var job = Plan().Jobs[0].Name;
        await File.AppendAllTextAsync(folder.List(job), "{\"file\":\"another\"}\n");

        var read = () => JobList.Read(folder, job);

        read.Should().Throw<InvalidDataException>().WithMessage("*is damaged. Submit the same pictures again*");
    }

    private Task Read(params string[] more) =>
        BatchTool.SucceedAsync(["read", _scans.Pictures, "--out", _scans.Out, "--pictures-per-job", "10", .. more]);

    private BatchPlan Plan() => BatchPlan.Read(new BatchFolder(_scans.Out));

    private Dictionary<string, byte[]> Parts() =>
        Directory.GetFiles(Path.Join(_scans.Out, "parts")).Order(StringComparer.Ordinal)
        .ToDictionary(path => path, File.ReadAllBytes);
}
