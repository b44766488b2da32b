using System.Net;
using System.Net.Sockets;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;

namespace Mnist.Classifier.Tests.Data.Download;

public sealed class MirrorFaultTests : DownloadTest
{
    private static readonly byte[] Content = MirrorFiles.One.Content("large.gz");

    [Theory]
    [InlineData(400)]
    [InlineData(401)]
    [InlineData(403)]
    [InlineData(404)]
    [InlineData(410)]
    [InlineData(204)]
    [InlineData(304)]
    [InlineData(206)]
    [InlineData(416)]
    public async Task A_mirror_that_has_no_file_is_asked_once(int status)
    {
        var bad = await StartAsync(Answers.Status(status));

        await ExpectNextMirrorServes(bad);

        bad.Requests.Should().ContainSingle();
        Clock.Delays.Should().BeEmpty();
    }

    [Theory]
    [InlineData(408)]
    [InlineData(429)]
    [InlineData(500)]
    [InlineData(502)]
    [InlineData(503)]
    [InlineData(504)]
    public async Task A_mirror_with_a_temporary_failure_is_tried_again(int status)
    {
        var mirror = await StartAsync(Answers.InTurn(
            Answers.Status(status), Answers.Status(status), Answers.Good(MirrorFiles.One)));

        await DownloadAsync(MirrorFiles.One, mirror);

        ExpectComplete(MirrorFiles.One);
        mirror.Requests.Should().HaveCount(3);
    }

    [Theory]
    [InlineData(-1, true)]
    [InlineData(1, true)]
    [InlineData(1, false)]
    [InlineData(1_000_000, false)]
    public async Task A_file_of_another_length_is_not_taken(int more, bool withLength)
    {
        var bad = await StartAsync(Answers.Bytes(MirrorFiles.RandomBytes(Content.Length + more), withLength));

        await ExpectNextMirrorServes(bad);

        bad.Requests.Should().ContainSingle();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_file_of_other_bytes_is_not_taken(bool withLength)
    {
        var wrong = Content.ToArray();
        wrong[^1] ^= 1;
        var bad = await StartAsync(Answers.Bytes(wrong, withLength));

        await ExpectNextMirrorServes(bad);

        bad.Requests.Should().ContainSingle();
    }

    [Fact]
    public async Task A_short_page_without_a_length_is_not_taken()
    {
        var portal = await StartAsync(Answers.Bytes("Please log in."u8.ToArray(), withLength: false));

        await ExpectNextMirrorServes(portal);
    }

    [Fact]
    public async Task Never_more_bytes_than_the_file_has_are_kept()
    {
        var endless = await StartAsync(async context =>
        {
            while (!context.RequestAborted.IsCancellationRequested)
            {
                await context.Response.Body.WriteAsync(new byte[1 << 16], context.RequestAborted);
            }
        });
        var largest = 0L;

        var download = () => DownloadAsync(
            MirrorFiles.One, Options(endless.Address), report => largest = Math.Max(largest, report.BytesReceived));

        (await download.Should().ThrowAsync<MnistDownloadException>()).WithMessage("*sent other bytes*");
        largest.Should().Be(Content.Length);
        CachedNames.Should().BeEmpty();
    }

    [Property(MaxTest = 20)]
    public Property However_often_the_connection_breaks_the_bytes_are_right() => Prop.ForAll(
        Gen.Choose(0, Content.Length - 1).ListOf(3).ToArbitrary(),
        async cuts =>
        {
            Directory.CreateDirectory(Cache);
            File.Delete(InCache("large.gz"));
            await using var mirror = await MirrorServer.StartAsync(Answers.InTurn(
                [.. cuts.Select(cut => Answers.UpTo(cut, MirrorFiles.One)), Answers.Good(MirrorFiles.One)]));

            await DownloadAsync(MirrorFiles.One, mirror);

            ExpectComplete(MirrorFiles.One);
        });

    [Fact]
    public async Task A_connection_that_breaks_before_the_answer_is_tried_again()
    {
        var mirror = await StartAsync(Answers.InTurn(Answers.Break, Answers.Break, Answers.Good(MirrorFiles.One)));

        await DownloadAsync(MirrorFiles.One, mirror);

        ExpectComplete(MirrorFiles.One);
    }

    [Fact]
    public async Task A_redirect_is_followed_within_the_server()
    {
        var mirror = await StartAsync(context =>
            context.Request.Path.StartsWithSegments("/elsewhere", StringComparison.Ordinal)
            ? Answers.Good(MirrorFiles.One)(context)
            : Answers.RedirectTo(name => new Uri($"/elsewhere/{name}", UriKind.Relative))(context));

        await DownloadAsync(MirrorFiles.One, mirror);

        ExpectComplete(MirrorFiles.One);
    }

    [Fact]
    public async Task A_redirect_is_followed_to_another_server()
    {
        var target = await StartAsync(Answers.Good(MirrorFiles.One));
        var mirror = await StartAsync(Answers.RedirectTo(name => new Uri(target.Address, name)));

        await DownloadAsync(MirrorFiles.One, mirror);

        ExpectComplete(MirrorFiles.One);
        target.Requests.Should().ContainSingle();
    }

    [Fact]
    public async Task An_endless_redirect_ends()
    {
        MirrorServer? self = null;
        self = await StartAsync(Answers.RedirectTo(name => new Uri(self!.Address, name)));

        await ExpectNextMirrorServes(self);

        self.Requests.Should().HaveCount(6, "five redirects are followed");
    }

    [Fact]
    public async Task A_server_that_cannot_be_reached_causes_no_delay()
    {
        using var nobody = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        nobody.Bind(new IPEndPoint(IPAddress.Loopback, 0)); // in use, but not listening
        var good = await StartAsync(Answers.Good(MirrorFiles.One));

        await DownloadAsync(MirrorFiles.One, Options(new Uri($"http://{nobody.LocalEndPoint}/"), good.Address));

        ExpectComplete(MirrorFiles.One);
        Clock.Delays.Should().BeEmpty();
    }

    [Fact]
    public async Task Offline_the_defaults_end_within_seconds_and_name_both_mirrors()
    {
        // What the system's resolver says without a network, without asking it.
        using var offline = new HttpClient(new SocketsHttpHandler
        {
            UseProxy = false,
            ConnectCallback = (_, _) => throw new SocketException((int)SocketError.HostNotFound),
        });
        var defaults = new MnistDownloadOptions
        {
            CacheDirectory = Cache,
            HttpClient = offline,
        };

        var download = () => DownloadAsync(MirrorFiles.One, defaults);

        (await download.Should().ThrowAsync<MnistDownloadException>()).Which.Message.Should().ContainAll(
            "https://ossci-datasets.s3.amazonaws.com/mnist/large.gz: ",
            "https://storage.googleapis.com/cvdf-datasets/mnist/large.gz: ",
            "(4 attempts)");
        Sum(Clock.Delays).Should().BeLessThan(TimeSpan.FromSeconds(5));
    }

    [Fact]
    public async Task A_damaged_file_is_not_reported_as_missing()
    {
        Directory.CreateDirectory(Cache);
        await File.WriteAllBytesAsync(InCache("large.gz"), MirrorFiles.One.Content("large.gz")[..100]);
        var mirror = await StartAsync(Answers.Status(404));

        var download = () => DownloadAsync(MirrorFiles.One, mirror);

        (await download.Should().ThrowAsync<MnistDownloadException>()).Which.Message.Should().StartWith(
            $"'{InCache("large.gz")}' is damaged (its length or SHA-256 is not what was published), and could not be downloaded");
    }

    [Fact]
    public async Task A_mirror_that_succeeded_is_tried_first_for_the_next_file()
    {
        var bad = await StartAsync(Answers.Status(404));
        var good = await StartAsync(Answers.Good(MirrorFiles.Two));

        await DownloadAsync(MirrorFiles.Two, bad, good);

        bad.Requests.Should().ContainSingle();
        good.Requests.Should().HaveCount(2);
    }
}
