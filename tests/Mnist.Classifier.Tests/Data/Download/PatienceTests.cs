using Mnist.Classifier.Data.Download;

namespace Mnist.Classifier.Tests.Data.Download;

/// <summary>Time limits and cancellation.</summary>
public sealed class PatienceTests : DownloadTest
{
    private const int Half = 100_000;
    private const int LastBeforeHalf = 3 * Transfer.ChunkLength;

    [Fact]
    public async Task A_mirror_that_does_not_answer_is_skipped()
    {
        var silent = await StartAsync(Answers.Never);
        var good = await StartAsync(Answers.Good(MirrorFiles.One));
        Clock.ReachNext(Transfer.ResponseTimeout);

        await DownloadAsync(MirrorFiles.One, silent, good);

        ExpectComplete(MirrorFiles.One);
        Clock.Delays.Should().BeEmpty();
    }

    [Fact]
    public async Task A_stalled_download_starts_again()
    {
        var mirror = await StartAsync(Answers.InTurn(
            Answers.UpTo(Half, MirrorFiles.One, Answers.Never), Answers.Good(MirrorFiles.One)));
        var received = new List<long>();

        await DownloadAsync(MirrorFiles.One, Options(mirror.Address), report =>
        {
            received.Add(report.BytesReceived);
            if (report.BytesReceived == LastBeforeHalf && mirror.Requests.Length == 1)
            {
                Clock.ReachNext(Transfer.ChunkTimeout);
            }
        });

        ExpectComplete(MirrorFiles.One);
        mirror.Requests.Should().HaveCount(2);
        received.Count(bytes => bytes == 0).Should().Be(2);
    }

    [Fact]
    public async Task A_server_that_sends_a_byte_now_and_then_is_skipped()
    {
        var dripping = await StartAsync(Answers.UpTo(0, MirrorFiles.One, async context =>
        {
            var wasReached = false;
            for (var i = 0; !context.RequestAborted.IsCancellationRequested; i++)
            {
                await context.Response.Body.WriteAsync(new byte[1]);
                await context.Response.Body.FlushAsync();
                await Task.Yield();
                wasReached = wasReached || (i > 10 && Clock.TryReachNow(Transfer.ChunkTimeout));
                if (wasReached)
                {
                    await Answers.Never(context);
                }
            }
        }));

        await ExpectNextMirrorServes(dripping);

        dripping.Requests.Should().ContainSingle();
    }

    [Fact]
    public async Task A_file_that_is_whole_needs_no_end_of_the_answer()
    {
        var mirror = await StartAsync(async context =>
        {
            // Without a length the client cannot know that no byte will follow.
            await context.Response.Body.WriteAsync(MirrorFiles.One.Content("large.gz"));
            await context.Response.Body.FlushAsync();
            await Answers.Never(context);
        });

        await DownloadAsync(MirrorFiles.One, mirror);

        ExpectComplete(MirrorFiles.One);
        mirror.Requests.Should().ContainSingle();
    }

    [Fact]
    public async Task A_token_that_is_cancelled_before_sends_no_request()
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
        Clock.DelaysEnd = false;
        var mirror = await StartAsync(context =>
        {
            context.Response.OnCompleted(cancellation.CancelAsync);
            return Answers.Status(500)(context);
        });

        await ExpectCancelled(mirror, cancellation.Token);

        mirror.Requests.Should().ContainSingle();
    }

    [Fact]
    public async Task A_cancelled_download_leaves_nothing()
    {
        using var cancellation = new CancellationTokenSource();
        var mirror = await StartAsync(Answers.InTurn(
            Answers.UpTo(Half, MirrorFiles.One, Answers.Never), Answers.Good(MirrorFiles.One)));
        await ExpectCancelled(mirror, cancellation.Token, report =>
        {
            if (report.BytesReceived == LastBeforeHalf)
            {
                cancellation.Cancel();
            }
        });
        CachedNames.Should().BeEmpty();

        await DownloadAsync(MirrorFiles.One, mirror);

        ExpectComplete(MirrorFiles.One);
    }

    private async Task ExpectCancelled(
        MirrorServer mirror, CancellationToken token, Action<MnistDownloadProgress>? progress = null)
    {
        var download = () =>
            DownloadAsync(MirrorFiles.One, Options(mirror.Address), progress, cancellationToken: token);

        await download.Should().ThrowAsync<OperationCanceledException>();
    }
}
