using System.Net;
using Microsoft.AspNetCore.Http;

namespace Mnist.Classifier.Tests.Data.Download;

public sealed class RequestTests : DownloadTest
{
    [Theory]
    [InlineData("mnist/", "/mnist/large.gz", "")]
    [InlineData("mnist", "/mnist/large.gz", "")]
    [InlineData("", "/large.gz", "")]
    [InlineData("a%20b/?key=se%2Fcret", "/a b/large.gz", "?key=se%2Fcret")]
    public async Task The_name_goes_to_the_end_of_the_path_and_a_query_stays(string mirror, string path, string query)
    {
        PathString? asked = null;
        var server = await StartAsync(context =>
        {
            asked = context.Request.Path;
            return Answers.Good(MirrorFiles.One)(context);
        });

        await DownloadAsync(MirrorFiles.One, Options(new Uri(new Uri(server.Address, "/"), mirror)));

        asked!.Value.Value.Should().Be(path);
        server.Requests.Single().Query.Should().Be(query);
    }

    [Fact]
    public async Task The_request_asks_for_uncompressed_bytes()
    {
        string? encodings = null;
        var server = await StartAsync(context =>
        {
            encodings = context.Request.Headers.AcceptEncoding;
            return Answers.Good(MirrorFiles.One)(context);
        });

        await DownloadAsync(MirrorFiles.One, server);

        encodings.Should().Be("identity");
    }

    [Fact]
    public async Task A_query_is_in_no_message()
    {
        var server = await StartAsync(Answers.Status(403));

        var download = () => DownloadAsync(MirrorFiles.One, Options(new Uri(server.Address, "?key=secret")));

        (await download.Should().ThrowAsync<MnistDownloadException>()).Which.ToString().Should().NotContain("secret");
    }

    [Fact]
    public async Task A_given_client_is_used_and_not_disposed()
    {
        var server = await StartAsync(Answers.Good(MirrorFiles.Two));
        using var client = new HttpClient(new Rerouting(server.Address));

        await DownloadAsync(MirrorFiles.Two, Options(client, new Uri("http://mirror.example/")));

        ExpectComplete(MirrorFiles.Two);
        (await client.GetAsync(new Uri("http://mirror.example/large.gz"))).EnsureSuccessStatusCode();
    }

    [Fact]
    public async Task A_client_that_cancels_by_itself_moves_on_to_the_next_mirror()
    {
        var dead = await StartAsync(Answers.Never);
        var good = await StartAsync(Answers.Good(MirrorFiles.One));
        // As HttpClient reports its own timeout.
        using var client = new HttpClient(new Rerouting(null, request => request.RequestUri!.Port == dead.Address.Port
            ? throw new TaskCanceledException("HttpClient.Timeout elapsed.", new TimeoutException())
            : request));

        await DownloadAsync(MirrorFiles.One, Options(client, dead.Address, good.Address));

        ExpectComplete(MirrorFiles.One);
    }

    [Fact]
    public async Task A_client_that_fails_to_decompress_a_response_moves_on_to_the_next_mirror()
    {
        var bad = await StartAsync(context =>
        {
            context.Response.Headers.ContentEncoding = "gzip";
            return Answers.Bytes(MirrorFiles.RandomBytes(1000))(context);
        });
        var good = await StartAsync(Answers.Good(MirrorFiles.One));
        using var client = new HttpClient(new SocketsHttpHandler { AutomaticDecompression = DecompressionMethods.All });

        await DownloadAsync(MirrorFiles.One, Options(client, bad.Address, good.Address));

        ExpectComplete(MirrorFiles.One);
    }

    [Fact]
    public async Task Progress_covers_each_file_from_its_start_to_its_end()
    {
        var server = await StartAsync(Answers.Good(MirrorFiles.Two));
        var reports = new List<MnistDownloadProgress>();

        await DownloadAsync(MirrorFiles.Two, Options(server.Address), reports.Add);

        reports.Select(report => report.FileName).Distinct().Should().Equal("large.gz", "small.gz");
        foreach (var file in reports.GroupBy(report => report.FileName))
        {
            file.Select(report => report.BytesReceived).Should().BeInAscendingOrder().And.StartWith(0);
            file.Last().BytesReceived.Should().Be(MirrorFiles.Two.Content(file.Key).Length);
            file.Should().OnlyContain(report =>
                report.TotalBytes == file.Last().BytesReceived && report.Mirror == server.Address);
        }
    }

    [Fact]
    public async Task There_is_no_progress_for_cached_files()
    {
        var server = await StartAsync(Answers.Good(MirrorFiles.Two));
        await DownloadAsync(MirrorFiles.Two, server);

        await DownloadAsync(MirrorFiles.Two, Options(server.Address), _ => throw new InvalidOperationException());
    }

    [Fact]
    public async Task An_exception_of_the_progress_is_the_callers_and_no_mirrors_fault()
    {
        var server = await StartAsync(Answers.Good(MirrorFiles.One));

        var download = () => DownloadAsync(
            MirrorFiles.One, Options(server.Address), _ => throw new IOException("mine"));

        await download.Should().ThrowExactlyAsync<IOException>().WithMessage("mine");
        server.Requests.Should().ContainSingle();
    }

    /// <summary>Sends every request to one server, or changes it.</summary>
    private sealed class Rerouting(Uri? server, Func<HttpRequestMessage, HttpRequestMessage>? change = null)
        : DelegatingHandler(new SocketsHttpHandler())
    {
        protected override Task<HttpResponseMessage> SendAsync(
            HttpRequestMessage request, CancellationToken cancellationToken)
        {
            if (server is not null)
            {
                request.RequestUri = new Uri(server, Path.GetFileName(request.RequestUri!.AbsolutePath));
            }

            return base.SendAsync(change?.Invoke(request) ?? request, cancellationToken);
        }
    }
}
