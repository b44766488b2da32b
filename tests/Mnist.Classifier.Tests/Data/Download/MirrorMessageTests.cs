using Mnist.Classifier.Data.Download;

namespace Mnist.Classifier.Tests.Data.Download;

/// <summary>Why a mirror did not give a file is said in words, with everything one needs to do something about it.</summary>
public sealed class MirrorMessageTests : DownloadTest
{
    private static readonly byte[] Content = MirrorFiles.One.Content("large.gz");

    [Theory]
    [InlineData(204, "answered 204 (NoContent)")]
    [InlineData(300, "answered 300 (MultipleChoices), one redirect too many or not a safe one")]
    [InlineData(304, "answered 304 (NotModified), one redirect too many or not a safe one")]
    [InlineData(400, "answered 400 (BadRequest)")]
    [InlineData(416, "answered 416 (RequestedRangeNotSatisfiable)")]
    [InlineData(206, "answered 206 (PartialContent)")]
    [InlineData(503, "answered 503 (ServiceUnavailable)")]
    public async Task A_status_is_reported(int status, string reason)
    {
        var mirror = await StartAsync(Answers.Status(status));

        (await ReasonAsync(mirror)).Should().Be(reason);
    }

    [Fact]
    public async Task Another_length_is_reported()
    {
        var mirror = await StartAsync(Answers.Bytes(new byte[5]));

        (await ReasonAsync(mirror)).Should().Be("offers a file of 5 bytes; MNIST's has 200000");
    }

    [Fact]
    public async Task Other_bytes_are_reported()
    {
        var mirror = await StartAsync(Answers.Bytes([.. Content[..^1], (byte)(Content[^1] ^ 1)]));

        (await ReasonAsync(mirror)).Should().Be(
            $"sent other bytes than were published (their SHA-256 is not {MirrorFiles.One.List[0].Sha256})");
    }

    [Fact]
    public async Task Too_few_bytes_are_reported()
    {
        var mirror = await StartAsync(Answers.Bytes("Please log in."u8.ToArray(), withLength: false));

        (await ReasonAsync(mirror)).Should().Be("sent 14 of 200000 bytes");
    }

    [Fact]
    public async Task A_silent_mirror_is_reported()
    {
        var mirror = await StartAsync(Answers.Never);
        Clock.ReachNext(Transfer.ResponseTimeout);

        (await ReasonAsync(mirror)).Should().Be("did not answer within 00:00:10");
    }

    [Fact]
    public async Task A_stalled_mirror_is_reported()
    {
        var mirror = await StartAsync(Answers.UpTo(1000, MirrorFiles.One, Answers.Never));

        // Each attempt reports that it has no byte, and then waits for some.
        (await ReasonAsync(mirror, progress: _ => Clock.ReachNext(Transfer.ChunkTimeout)))
            .Should().Be("sent less than 32768 bytes in 00:00:20");
    }

    [Theory]
    [InlineData("see within", "no route", "see within no route")]
    [InlineData("no route (10.0.0.1:443)", "no route", "no route (10.0.0.1:443)")]
    public async Task The_cause_of_a_failure_is_reported_once(string outer, string inner, string reason)
    {
        var mirror = await StartAsync(Answers.Good(MirrorFiles.One));
        using var client = new HttpClient(new Failing(new HttpRequestException(outer, new IOException(inner))));

        (await ReasonAsync(mirror, client)).Should().Be(reason);
    }

    [Fact]
    public async Task The_whole_message_says_what_to_do()
    {
        var first = await StartAsync(Answers.Status(403));
        var second = await StartAsync(Answers.Status(503));

        var thrown = await FailAsync(MirrorFiles.Two, Options(first.Address, second.Address));

        thrown.Message.Should().Be(string.Join(
            Environment.NewLine,
            "'large.gz' could not be downloaded:",
            $" - {first.Address}large.gz: answered 403 (Forbidden)",
            $" - {second.Address}large.gz: answered 503 (ServiceUnavailable) (4 attempts)",
            "Try again later. Or get large.gz, small.gz in another way, and put them, packed as they are, into " +
            $"'{Cache}', or, packed or not, into any folder for MnistDataset.Load."));
        thrown.InnerException.Should().BeNull();
        CachedNames.Should().BeEmpty();
    }

    [Fact]
    public async Task The_causes_are_inner_exceptions()
    {
        var cause = new HttpRequestException("no route");
        using var client = new HttpClient(new Failing(cause));
        var mirror = new Uri("http://mirror.example/");

        (await FailAsync(MirrorFiles.One, Options(client, mirror))).InnerException.Should().Be(cause);
        (await FailAsync(MirrorFiles.One, Options(client, mirror, mirror))).InnerException
            .Should().BeOfType<AggregateException>().Which.InnerExceptions.Should().Equal(cause, cause);
    }

    [Fact]
    public async Task A_mirror_that_succeeded_before_is_named_once_when_it_fails()
    {
        var bad = await StartAsync(Answers.Status(404));
        var good = await StartAsync(context => context.Request.Path.Value!.EndsWith("small.gz", StringComparison.Ordinal)
            ? Answers.Status(410)(context)
            : Answers.Good(MirrorFiles.Two)(context));

        var message = (await FailAsync(MirrorFiles.Two, Options(bad.Address, good.Address))).Message;

        message.Split(Environment.NewLine)[1..^1].Should().Equal(
            $" - {good.Address}small.gz: answered 410 (Gone)",
            $" - {bad.Address}small.gz: answered 404 (NotFound)");
    }

    [Fact]
    public async Task A_folder_that_cannot_be_used_is_reported_with_what_to_do()
    {
        await File.WriteAllTextAsync(Cache, "a file has the name");
        var mirror = await StartAsync(Answers.Good(MirrorFiles.One));

        var thrown = await FailAsync(MirrorFiles.One, Options(mirror.Address));

        thrown.Message.Should().Be(
            $"The folder '{Cache}' cannot keep MNIST: {thrown.InnerException!.Message} Let this user write there and see that the disk " +
            "has room for 12 MB, or name another folder by MnistDownloadOptions.CacheDirectory or in the environment variable " +
            "MNIST_CACHE_DIR.");
    }

    private async Task<MnistDownloadException> FailAsync(
        MirrorFiles files, MnistDownloadOptions options, Action<MnistDownloadProgress>? progress = null) =>
        (await FluentActions.Awaiting(() => DownloadAsync(files, options, progress)).Should().ThrowAsync<MnistDownloadException>()).Which;

    private async Task<string> ReasonAsync(
        MirrorServer mirror, HttpClient? client = null, Action<MnistDownloadProgress>? progress = null)
    {
        var thrown = await FailAsync(MirrorFiles.One, Options(client, mirror.Address), progress);

        var prefix = $" - {mirror.Address}large.gz: ";
        var line = thrown.Message.Split(Environment.NewLine)[1];
        line.Should().StartWith(prefix);
        return line[prefix.Length..].Replace(" (4 attempts)", "", StringComparison.Ordinal);
    }

    private sealed class Failing(Exception exception) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(
            HttpRequestMessage request, CancellationToken cancellationToken) =>
            throw exception;
    }
}
