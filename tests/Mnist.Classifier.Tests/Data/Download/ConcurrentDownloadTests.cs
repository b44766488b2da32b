using System.Globalization;
using Microsoft.AspNetCore.Http;
using Testing;

namespace Mnist.Classifier.Tests.Data.Download;

public sealed class ConcurrentDownloadTests : DownloadTest
{
    private const int Half = 100_000;

    [Fact]
    public async Task Many_at_once_in_one_process_download_each_file_once()
    {
        var mirror = await StartAsync(Answers.Good(MirrorFiles.Two));

        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() =>
            DownloadAsync(MirrorFiles.Two, Options(mirror.Address), time: TimeProvider.System))));

        ExpectComplete(MirrorFiles.Two);
        mirror.Requests.Select(request => request.File).Should().Equal("large.gz", "small.gz");
    }

    [Fact]
    public async Task Two_processes_at_once_download_each_file_once()
    {
        const int Processes = 2;
        var waiting = Processes;
        var allThere = new TaskCompletionSource();
        var mirror = await StartAsync(WithList(MirrorFiles.Two, () =>
        {
            if (Interlocked.Decrement(ref waiting) == 0)
            {
                allThere.SetResult();
            }

            return allThere.Task;
        }, Answers.Good(MirrorFiles.Two)));

        var outputs = await Task.WhenAll(Enumerable.Range(0, Processes).Select(_ => Task.Run(() => DotNet.Run(
            Path.GetTempPath(), Repository.OtherProgram, "download", Cache, $"{mirror.Address}"))));

        outputs.Should().OnlyContain(output => output.Single() == Cache);
        ExpectComplete(MirrorFiles.Two);
        mirror.Requests.Select(request => request.File).Should().Equal("list", "list", "large.gz", "small.gz");
    }

    [Fact]
    public async Task A_process_that_was_killed_blocks_nobody_and_what_it_had_is_used()
    {
        var halfSent = new TaskCompletionSource();
        var mirror = await StartAsync(WithList(MirrorFiles.One, () => Task.CompletedTask, Answers.InTurn(
            Answers.UpTo(Half, MirrorFiles.One, context =>
            {
                halfSent.SetResult();
                return Answers.Never(context);
            }),
            Answers.Good(MirrorFiles.One))));
        using (var process = DotNet.Start(
            Path.GetTempPath(), [], Repository.OtherProgram, "download", Cache, $"{mirror.Address}"))
        {
            await halfSent.Task;
            process.Kill();
            await process.WaitForExitAsync();
        }

        var before = new FileInfo(PartialPath).Length;
        await DownloadAsync(MirrorFiles.One, Options(mirror.Address), time: TimeProvider.System);

        ExpectComplete(MirrorFiles.One);
        mirror.Requests.Last().Range.Should().Be(before == 0 ? null : $"bytes={before}-");
    }

    [Fact]
    public async Task Whoever_waits_goes_on_where_a_cancelled_download_was()
    {
        using var cancellation = new CancellationTokenSource();
        var halfReceived = new TaskCompletionSource();
        var mirror = await StartAsync(Answers.InTurn(
            Answers.UpTo(Half, MirrorFiles.One, Answers.Never), Answers.Good(MirrorFiles.One)));
        var first = DownloadAsync(MirrorFiles.One, Options(mirror.Address), report =>
        {
            if (report.BytesReceived == Half)
            {
                halfReceived.TrySetResult();
            }
        }, cancellationToken: cancellation.Token);
        await halfReceived.Task;

        var second = DownloadAsync(MirrorFiles.One, Options(mirror.Address), time: TimeProvider.System);
        await cancellation.CancelAsync();

        await first.Awaiting(task => task).Should().ThrowAsync<OperationCanceledException>();
        await second;
        ExpectComplete(MirrorFiles.One);
        mirror.Requests.Select(request => request.Range).Should().Equal(null, $"bytes={Half}-");
    }

    // The program asks for its list just before it downloads.
    private static RequestDelegate WithList(
        MirrorFiles files, Func<Task> beforeList, RequestDelegate answer) => async context =>
    {
        if (!context.Request.Path.Value!.EndsWith("/list", StringComparison.Ordinal))
        {
            await answer(context);
            return;
        }

        await beforeList();
        await context.Response.WriteAsync(string.Join('\n', files.List.Select(file =>
            string.Create(CultureInfo.InvariantCulture, $"{file.Name} {file.Length} {file.Sha256}"))));
    };
}
