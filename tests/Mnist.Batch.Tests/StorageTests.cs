using Mnist.Batch.Engine;
using Mnist.Batch.Jobs;
using Mnist.Batch.Tests.Support;

namespace Mnist.Batch.Tests;

/// <summary>Jobs in a file, for which nothing needs to be installed, and the page about them.</summary>
public sealed class StorageTests : IDisposable
{
    private readonly Scans _scans = new(count: 30);

    private string Storage => _scans.At("jobs.db");

    public void Dispose() => _scans.Dispose();

    [Fact]
    public async Task Jobs_in_an_SQLite_file_are_done_by_a_worker_and_watched()
    {
        await SubmitAsync();
        using var stop = new CancellationTokenSource();
        var working = BatchTool.RunAsync(stop.Token, "work", "--storage", Storage);

        var watched = await BatchTool.SucceedAsync("watch", "--storage", Storage);
        await stop.CancelAsync();

        (await working).ExitCode.Should().Be(130);
        watched.Output.Should().Contain("30 of 30 pictures");
        var joined = await BatchTool.SucceedAsync("join", _scans.Out, "--to", _scans.At("all.parquet"));
        joined.Output.Should().StartWith("30 pictures");
    }

    [Fact]
    public async Task Done_jobs_are_not_submitted_again()
    {
        await BatchTool.SucceedAsync("read", _scans.Pictures, "--out", _scans.Out, "--pictures-per-job", "10");
        File.Delete(Directory.GetFiles(Path.Join(_scans.Out, "parts"))[0]);

        (await SubmitAsync()).Output.Should().StartWith("Submitted 1 jobs with 10 pictures, of 3 jobs");
    }

    [Fact]
    public async Task The_dashboard_shows_the_jobs()
    {
        await SubmitAsync();
        var queue = LoadedReader.Load(path: null).Version.Queue;
        using var stop = new CancellationTokenSource();
        var address = new TaskCompletionSource<string>();
        var serving = Dashboard.RunAsync(
            Storages.Open(Storage, Storages.DefaultLease), "http://127.0.0.1:0", address.SetResult, stop.Token);
        using var client = new HttpClient { BaseAddress = new(await address.Task) };

        var page = await client.GetStringAsync(new Uri($"jobs/enqueued/{queue}", UriKind.Relative));

        var job = BatchPlan.Read(new BatchFolder(_scans.Out)).Jobs[0].Name;
        page.Should().Contain($"Read {job}").And.Contain(queue);
        await stop.CancelAsync();
        await serving;
    }

    [Fact]
    public async Task Without_jobs_there_is_nothing_to_watch()
    {
        var result = await BatchTool.RunAsync("watch", "--storage", Storage);

        result.ExitCode.Should().Be(1);
        result.Error.Should().StartWith("Nothing was submitted yet.");
    }

    [Fact]
    public async Task A_database_that_cannot_be_reached_is_reported()
    {
        var result = await BatchTool.RunAsync("watch", "--storage", "Host=127.0.0.1;Port=1;Username=x;Timeout=1");

        result.ExitCode.Should().Be(1);
        result.Error.Should().Contain("127.0.0.1:1");
    }

    private Task<CommandResult> SubmitAsync() =>
        BatchTool.SucceedAsync(
            "submit", _scans.Pictures, "--out", _scans.Out, "--pictures-per-job", "10", "--storage", Storage);
}
