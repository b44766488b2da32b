using Mnist.Classifier.Data.Download;

namespace Mnist.Classifier.Tests.Data.Download;

/// <summary>Time limits and cancellation.</summary>
public sealed class PatienceTests : DownloadTest
{
    private const int Half = 100_000;

    [Fact]
    public async Task A_mirror_that_does_not_answer_is_left_for_the_next()
    {
        var silent = await StartAsync(Answers.Never);
        var good = await StartAsync(Answers.Good(MirrorFiles.One));
        Clock.ReachNext(ImpatientClock.ResponseTimeout);

        await DownloadAsync(MirrorFiles.One, silent, good);

        ExpectComplete(MirrorFiles.One);
        Clock.Delays.Should().BeEmpty();
    }

    [Fact]
    public async Task A_download_that_stalls_goes_on_by_a_new_request()
    {
        var mirror = await StartAsync(Answers.InTurn(
            Answers.UpTo(Half, MirrorFiles.One, Answers.Never), Answers.Good(MirrorFiles.One)));

        await DownloadAsync(MirrorFiles.One, Options(mirror.Address), report =>
        {
            if (report.BytesReceived == Half && mirror.Requests.Length == 1)
            {
                Clock.ReachNext(ImpatientClock.StallTimeout);
            }
        });

        ExpectComplete(MirrorFiles.One);
        mirror.Requests.Select(request => request.Range).Should().Equal(null, $"bytes={Half}-");
    }

    [Fact]
    public async Task A_file_that_is_whole_needs_no_end_of_the_answer()
    {
        var length = MirrorFiles.One.Content("large.gz").Length;
        var mirror = await StartAsync(async context =>
        {
            // Without a length the client cannot know that no byte will follow.
            await context.Response.Body.WriteAsync(MirrorFiles.One.Content("large.gz"));
            await context.Response.Body.FlushAsync();
            await Answers.Never(context);
        });

        await DownloadAsync(MirrorFiles.One, Options(mirror.Address), report =>
        {
            if (report.BytesReceived == length)
            {
                Clock.ReachNext(ImpatientClock.StallTimeout);
            }
        });

        ExpectComplete(MirrorFiles.One);
        mirror.Requests.Should().ContainSingle();
    }

    [Fact]
    public async Task A_token_that_is_cancelled_before_asks_nobody()
    {
        var mirror = await StartAsync(Answers.Good(MirrorFiles.One));

        await ExpectCancelled(mirror, new CancellationToken(canceled: true));

        mirror.Requests.Should().BeEmpty();
        Directory.Exists(Cache).Should().BeFalse();
    }

    [Fact]
    public async Task Cancelling_ends_the_wait_for_an_answer()
    {
        using var cancellation = new CancellationTokenSource();
        var mirror = await StartAsync(async context =>
        {
            await cancellation.CancelAsync();
            await Answers.Never(context);
        });

        await ExpectCancelled(mirror, cancellation.Token);

        mirror.Requests.Should().ContainSingle();
    }

    [Fact]
    public async Task Cancelling_ends_the_wait_before_a_retry()
    {
        using var cancellation = new CancellationTokenSource();
        var mirror = await StartAsync(context =>
        {
            context.Response.OnCompleted(cancellation.CancelAsync);
            return Answers.Status(500)(context);
        });
        var options = Options(mirror.Address) with { FirstRetryDelay = TimeSpan.FromHours(3) };

        var download = () => DownloadAsync(
            MirrorFiles.One, options, cancellationToken: cancellation.Token, time: TimeProvider.System);

        await download.Should().ThrowAsync<OperationCanceledException>();
    }

    [Fact]
    public async Task A_cancelled_download_goes_on_next_time()
    {
        using var cancellation = new CancellationTokenSource();
        var mirror = await StartAsync(Answers.InTurn(
            Answers.UpTo(Half, MirrorFiles.One, Answers.Never), Answers.Good(MirrorFiles.One)));
        await ExpectCancelled(mirror, cancellation.Token, report =>
        {
            if (report.BytesReceived == Half)
            {
                cancellation.Cancel();
            }
        });

        await DownloadAsync(MirrorFiles.One, mirror);

        ExpectComplete(MirrorFiles.One);
        mirror.Requests.Select(request => request.Range).Should().Equal(null, $"bytes={Half}-");
    }

    [Fact]
    public async Task Cancelling_ends_the_wait_for_another_download()
    {
        using var cancellation = new CancellationTokenSource();
        var mirror = await StartAsync(Answers.Good(MirrorFiles.One));
        Directory.CreateDirectory(Cache);
        using var held = await CacheLock.AcquireAsync(
            new CacheFolder(Cache), TimeProvider.System, CancellationToken.None);

        var waiting = DownloadAsync(
            MirrorFiles.One, Options(mirror.Address), cancellationToken: cancellation.Token, time: TimeProvider.System);
        await cancellation.CancelAsync();

        await waiting.Awaiting(task => task).Should().ThrowAsync<OperationCanceledException>();
        mirror.Requests.Should().BeEmpty();
    }

    private async Task ExpectCancelled(
        MirrorServer mirror, CancellationToken token, Action<MnistDownloadProgress>? progress = null)
    {
        var download = () =>
            DownloadAsync(MirrorFiles.One, Options(mirror.Address), progress, cancellationToken: token);

        await download.Should().ThrowAsync<OperationCanceledException>();
    }
}
