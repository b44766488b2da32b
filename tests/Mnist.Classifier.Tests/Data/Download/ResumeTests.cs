using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Microsoft.AspNetCore.Http;

namespace Mnist.Classifier.Tests.Data.Download;

public sealed class ResumeTests : DownloadTest
{
    private static readonly byte[] Content = MirrorFiles.One.Content("large.gz");

    [Fact]
    public async Task A_download_that_was_cut_off_goes_on_where_it_was()
    {
        var received = new TaskCompletionSource();
        var mirror = await StartAsync(Answers.InTurn(
            Answers.UpTo(100_000, MirrorFiles.One, async context =>
            {
                await received.Task;
                context.Abort();
            }),
            Answers.Good(MirrorFiles.One)));

        await DownloadAsync(MirrorFiles.One, Options(mirror.Address), report =>
        {
            if (report.BytesReceived == 100_000)
            {
                received.TrySetResult();
            }
        });

        ExpectComplete(MirrorFiles.One);
        mirror.Requests.Select(request => request.Range).Should().Equal(null, "bytes=100000-");
    }

    [Property(MaxTest = 20)]
    public Property However_often_the_connection_breaks_the_bytes_are_right() => Prop.ForAll(
        Gen.Choose(0, Content.Length).ArrayOf().ToArbitrary(),
        async cuts =>
        {
            Directory.CreateDirectory(Cache);
            File.Delete(InCache("large.gz"));
            await using var mirror = await MirrorServer.StartAsync(Answers.InTurn(
                [.. cuts.Select(cut => Answers.UpTo(cut, MirrorFiles.One)), Answers.Good(MirrorFiles.One)]));

            await DownloadAsync(MirrorFiles.One, Options(mirror.Address) with { RetriesPerMirror = cuts.Length + 1 });

            ExpectComplete(MirrorFiles.One);
        });

    [Property(MaxTest = 20)]
    public Property What_an_earlier_run_left_is_completed() => Prop.ForAll(
        Gen.Choose(1, Content.Length - 1).ToArbitrary(),
        async length =>
        {
            await using var mirror = await MirrorServer.StartAsync(Answers.Good(MirrorFiles.One));
            WritePartial(Content[..length]);
            File.Delete(InCache("large.gz"));

            await DownloadAsync(MirrorFiles.One, mirror);

            ExpectComplete(MirrorFiles.One);
            mirror.Requests.Single().Range.Should().Be($"bytes={length}-");
        });

    [Fact]
    public async Task What_an_earlier_run_left_whole_is_only_checked()
    {
        WritePartial(Content);
        var mirror = await StartAsync(Answers.Good(MirrorFiles.One));

        await DownloadAsync(MirrorFiles.One, mirror);

        ExpectComplete(MirrorFiles.One);
        mirror.Requests.Should().BeEmpty();
    }

    [Theory]
    [InlineData(1)]
    [InlineData(100_000)]
    [InlineData(200_000)]
    [InlineData(200_001)]
    public async Task Wrong_bytes_of_an_earlier_run_are_no_fault_of_the_mirrors(int length)
    {
        WritePartial(MirrorFiles.RandomBytes(length));
        var mirror = await StartAsync(Answers.Good(MirrorFiles.One));

        await DownloadAsync(MirrorFiles.One, mirror);

        ExpectComplete(MirrorFiles.One);
        mirror.Requests.Last().Range.Should().BeNull();
        Clock.Delays.Should().BeEmpty();
    }

    [Fact]
    public async Task A_mirror_whose_own_bytes_are_wrong_is_asked_from_the_start_once()
    {
        WritePartial(Content[..1000]);
        var wrong = Content.ToArray();
        wrong[^1] ^= 1;
        var bad = await StartAsync(context => context.Request.Headers.Range.Count == 0
            ? Answers.Bytes(wrong)(context)
            : Part(context, 1000, wrong[1000..], wrong.Length));
        var good = await StartAsync(Answers.Good(MirrorFiles.One));

        await DownloadAsync(MirrorFiles.One, bad, good);

        ExpectComplete(MirrorFiles.One);
        bad.Requests.Select(request => request.Range).Should().Equal("bytes=1000-", null);
        good.Requests.Single().Range.Should().BeNull();
    }

    [Fact]
    public async Task The_next_mirror_goes_on_where_the_one_before_broke_down()
    {
        WritePartial(Content[..1000]);
        var bad = await StartAsync(Answers.Status(403));
        var good = await StartAsync(Answers.Good(MirrorFiles.One));

        await DownloadAsync(MirrorFiles.One, bad, good);

        ExpectComplete(MirrorFiles.One);
        good.Requests.Single().Range.Should().Be("bytes=1000-");
    }

    [Fact]
    public async Task A_server_that_knows_no_ranges_sends_it_all_again()
    {
        WritePartial(Content[..1000]);
        var mirror = await StartAsync(Answers.WithoutRanges(MirrorFiles.One));

        await DownloadAsync(MirrorFiles.One, mirror);

        ExpectComplete(MirrorFiles.One);
        mirror.Requests.Should().ContainSingle();
    }

    [Fact]
    public async Task A_server_that_refuses_the_range_is_asked_for_it_all()
    {
        WritePartial(Content[..1000]);
        var mirror = await StartAsync(context => context.Request.Headers.Range.Count > 0
            ? Answers.Status(416)(context)
            : Answers.Good(MirrorFiles.One)(context));

        await DownloadAsync(MirrorFiles.One, mirror);

        ExpectComplete(MirrorFiles.One);
    }

    [Theory]
    [InlineData("bytes 0-199999/200000")]
    [InlineData("bytes 999-199999/200000")]
    [InlineData("bytes 1001-199999/200000")]
    [InlineData("lines 1000-199999/200000")]
    [InlineData("bytes */200000")]
    [InlineData("nonsense")]
    [InlineData(null)]
    public async Task A_server_that_answers_with_another_range_is_asked_for_it_all(string? range)
    {
        WritePartial(Content[..1000]);
        var mirror = await StartAsync(context =>
        {
            if (context.Request.Headers.Range.Count == 0)
            {
                return Answers.Good(MirrorFiles.One)(context);
            }

            context.Response.StatusCode = StatusCodes.Status206PartialContent;
            context.Response.Headers.ContentRange = range;
            return context.Response.Body.WriteAsync(Content.AsMemory(0, 199_000)).AsTask();
        });
        var received = new List<long>();

        await DownloadAsync(MirrorFiles.One, Options(mirror.Address), report => received.Add(report.BytesReceived));

        ExpectComplete(MirrorFiles.One);
        mirror.Requests.Select(request => request.Range).Should().Equal("bytes=1000-", null);
        received.Should().StartWith(0, "no byte of the other range is taken");
    }

    [Fact]
    public async Task A_mirror_that_has_a_file_of_another_length_costs_no_bytes()
    {
        WritePartial(Content[..1000]);
        var bad = await StartAsync(context => Part(context, 1000, Content[1000..], Content.Length + 1));
        var good = await StartAsync(Answers.Good(MirrorFiles.One));

        await DownloadAsync(MirrorFiles.One, bad, good);

        ExpectComplete(MirrorFiles.One);
        bad.Requests.Should().ContainSingle();
        good.Requests.Single().Range.Should().Be("bytes=1000-");
    }

    [Fact]
    public async Task A_server_that_sends_the_file_in_pieces_is_asked_for_the_next()
    {
        WritePartial(Content[..1000]);
        var mirror = await StartAsync(Answers.InTurn(
            context => Part(context, 1000, Content[1000..50_000], Content.Length), Answers.Good(MirrorFiles.One)));

        await DownloadAsync(MirrorFiles.One, mirror);

        ExpectComplete(MirrorFiles.One);
        mirror.Requests.Select(request => request.Range).Should().Equal("bytes=1000-", "bytes=50000-");
    }

    [Fact]
    public async Task Progress_counts_the_bytes_that_were_there()
    {
        WritePartial(Content[..150_000]);
        var mirror = await StartAsync(Answers.Good(MirrorFiles.One));
        var received = new List<long>();

        await DownloadAsync(MirrorFiles.One, Options(mirror.Address), report => received.Add(report.BytesReceived));

        received.Should().BeInAscendingOrder().And.StartWith(150_000).And.EndWith(200_000);
    }

    [Fact]
    public async Task When_every_mirror_fails_what_has_come_stays_for_the_next_run()
    {
        WritePartial(Content[..1000]);
        var bad = await StartAsync(Answers.Status(500));

        var download = () => DownloadAsync(MirrorFiles.One, bad);

        await download.Should().ThrowAsync<MnistDownloadException>();
        (await File.ReadAllBytesAsync(PartialPath)).Should().HaveCount(1000);
    }

    private static Task Part(HttpContext context, int start, byte[] part, int total)
    {
        context.Response.StatusCode = StatusCodes.Status206PartialContent;
        context.Response.Headers.ContentRange = $"bytes {start}-{start + part.Length - 1}/{total}";
        context.Response.ContentLength = part.Length;
        return context.Response.Body.WriteAsync(part).AsTask();
    }
}
