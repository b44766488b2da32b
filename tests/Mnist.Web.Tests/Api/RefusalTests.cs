using System.Buffers.Binary;
using System.Net;
using DenseNetworks.ML.Training;
using Mnist.Web.Tests.Support;

namespace Mnist.Web.Tests.Api;

/// <summary>Every refusal says what was wrong and what to do.</summary>
public sealed class RefusalTests(ServerFixture fixture) : IClassFixture<ServerFixture>
{
    /// <summary>Above 256 KiB, so that it needs a place.</summary>
    private static readonly byte[] Large = Pictures.Noise(300_000);

    private readonly HttpClient _client = fixture.Server.Client;

    public static TheoryData<string, byte[]> BadPictures => new()
    {
        { "not a picture", "hello"u8.ToArray() },
        { "WebP", [.. "RIFF"u8, 0, 0, 0, 0, .. "WEBPVP8 "u8] },
        { "its end is missing", Pictures.Png(Pictures.One)[..200] },
        { "begins as a PNG", [0x89, .. "PNG"u8, 13, 10, 26, 10] },
        { "begins as a JPEG", [0xFF, 0xD8, 0xFF, 0xFF, 0xFF] },
        { "begins as a JPEG", [0xFF, 0xD8, 0xFF, 0xC0, 0, 0, 0, 0, 0, 0, 0] },
        { "begins as a BMP", [.. "BM"u8, .. new byte[5]] },
        { "begins as a GIF", "GIF89a"u8.ToArray() },
    };

    [Theory]
    [MemberData(nameof(BadPictures))]
    public async Task A_file_that_is_not_a_valid_picture_is_rejected(string fault, byte[] file) =>
        (await (await _client.SendPictureAsync(file)).ReadProblemAsync(400)).Should()
            .ContainAll(fault, "PNG").And.StartWith("The file");

    [Theory]
    [InlineData("", "empty")]
    [InlineData("null", "no 'pixels'")]
    [InlineData("{}", "no 'pixels'")]
    [InlineData("[]", "not a JSON object")]
    [InlineData("pixels", "not a JSON object, from line 1")]
    [InlineData("{\"pixels\":[1,2,3]}", "3 numbers")]
    [InlineData("{\"pixels\":\"AAAA\"}", "wrong at $.pixels")]
    [InlineData("{\"pixels\":[1,2.5]}", "wrong at $.pixels[1]")]
    [InlineData("{\"pixels\":[1,", "JSON")]
    [InlineData("{\"pixels\":[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]}", "wrong at $.pixels")]
    public async Task JSON_that_is_not_784_numbers_is_rejected(string json, string fault) =>
        (await (await _client.SendJsonAsync(json)).ReadProblemAsync(400)).Should().ContainAll(fault, "784");

    [Theory]
    [InlineData(-1)]
    [InlineData(256)]
    public async Task A_number_that_is_not_a_pixel_is_rejected(int number)
    {
        var numbers = new int[784];
        numbers[700] = number;

        (await (await _client.SendJsonAsync($"{{\"pixels\":[{string.Join(',', numbers)}]}}")).ReadProblemAsync(400))
            .Should().ContainAll($"pixels[700] is {number}", "0 (paper) to 255 (ink)");
    }

    [Fact]
    public async Task A_form_without_the_field_is_rejected() =>
        (await (await _client.SendFormAsync(Pictures.Blank, field: "picture")).ReadProblemAsync(400)).Should()
            .Contain("curl -F file=@");

    [Theory]
    [InlineData("multipart/form-data", "boundary")]
    [InlineData("multipart/form-data; boundary=x", "ends too early")]
    public async Task A_malformed_form_is_rejected(string type, string fault) =>
        (await (await _client.SendPictureAsync(Pictures.Blank, type)).ReadProblemAsync(400)).Should().Contain(fault);

    [Theory]
    [InlineData(null)]
    [InlineData("text/plain")]
    [InlineData("application/xml")]
    public async Task A_type_that_is_not_read_is_rejected(string? type) =>
        (await (await _client.SendAsync(Requests.Picture(Pictures.Blank, type))).ReadProblemAsync(415))
            .Should().ContainAll("image/png", "multipart/form-data", "application/json");

    [Fact]
    public async Task A_picture_file_that_is_too_large_is_rejected()
    {
        var response = await _client.SendPictureAsync(new byte[(10 << 20) + 1]);

        (await response.ReadProblemAsync(413)).Should().ContainAll("10 MB", "Save it with fewer pixels");
    }

    [Theory]
    [InlineData("image/png", 11 << 20)]
    [InlineData("application/json", 33 * 1024)]
    public async Task A_large_body_without_a_length_is_rejected_too(string type, int length)
    {
        using var request = Requests.Picture(new byte[length], type);
        request.Headers.TransferEncodingChunked = true;

        (await (await _client.SendAsync(request)).ReadProblemAsync(413)).Should().Contain("larger than the limit of");
    }

    [Fact]
    public async Task A_file_in_a_form_that_is_too_large_is_rejected() =>
        (await (await _client.SendFormAsync(new byte[11 << 20])).ReadProblemAsync(413)).Should()
            .Contain("The file in the form");

    [Fact]
    public async Task A_small_file_with_too_many_pixels_is_rejected_before_it_is_decoded()
    {
        byte[] png = [.. Pictures.Blank];
        BinaryPrimitives.WriteInt32BigEndian(png.AsSpan(16), 10_000);
        BinaryPrimitives.WriteInt32BigEndian(png.AsSpan(20), 2_501);
        byte[] jpeg = [0xFF, 0xD8, 0xFF, 0xE0, 0, 4, 0, 0, 0xFF, 0xC2, 0, 11, 8, 0xFF, 0xFF, 0xFF, 0xFF, 1, 1, 0x11, 0];
        byte[] gif = [.. "GIF89a"u8, 0xFF, 0xFF, 0xFF, 0xFF, 0, 0, 0];
        var bmp = new byte[54];
        "BM"u8.CopyTo(bmp);
        bmp[14] = 40;
        BinaryPrimitives.WriteInt32LittleEndian(bmp.AsSpan(18), 10_000);
        BinaryPrimitives.WriteInt32LittleEndian(bmp.AsSpan(22), int.MinValue);

        foreach (var file in new[] { png, jpeg, gif, bmp })
        {
            (await (await _client.SendPictureAsync(file)).ReadProblemAsync(413)).Should().Contain("4 million pixels");
        }
    }

    [Theory]
    [InlineData("FFFFFFFFFFFFFFFF")]
    [InlineData("hello")]
    public async Task An_invalid_chunk_size_is_rejected(string size)
    {
        using var connection = await Connection.OpenAsync(fixture.Server);
        await connection.WriteAsync(
            "POST /predict HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Type: image/png\r\n" +
            $"Transfer-Encoding: chunked\r\n\r\n{size}\r\nabc\r\n0\r\n\r\n");

        (await connection.ReadToEndAsync()).Should()
            .StartWith("HTTP/1.1 400 Bad Request").And.Contain("The request cannot be read");
    }

    [Theory]
    [InlineData("GET")]
    [InlineData("PUT")]
    public async Task An_unsupported_method_is_rejected(string method)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), "predict");

        (await _client.SendAsync(request)).StatusCode.Should().Be(HttpStatusCode.MethodNotAllowed);
    }

    [Fact]
    public async Task An_unknown_path_is_answered_with_problem_details_too()
    {
        var response = await _client.GetAsync(new Uri("nowhere", UriKind.Relative));

        response.StatusCode.Should().Be(HttpStatusCode.NotFound);
        response.Content.Headers.ContentType!.MediaType.Should().Be("application/problem+json");
    }

    [Fact]
    public async Task A_body_that_is_sent_too_slowly_times_out()
    {
        await using var server = await WebServer.StartAsync("--Limits:TimeoutSeconds=1");
        using var upload = await Upload.StartAsync(server);

        var (status, rest) = await upload.ReadAnswerAsync();

        status.Should().Be("HTTP/1.1 504 Gateway Timeout");
        rest.Should().ContainAll("application/problem+json", "longer than 1 s");
    }

    [Fact]
    public async Task Too_many_large_uploads_are_asked_to_wait()
    {
        await using var server = await WebServer.StartAsync("--Limits:LargeUploadsAtOnce=1");

        using (await Upload.StartAsync(server))
        {
            var response = await server.Client.SendPictureAsync(Large);

            (await response.ReadProblemAsync(503)).Should().Contain("smaller picture");
            response.Headers.RetryAfter!.Delta.Should().Be(TimeSpan.FromSeconds(1));
            (await server.Client.SendPixelsAsync(Pictures.One)).StatusCode.Should().Be(HttpStatusCode.OK, "small ones pass");
        }

        (await SendUntilThereIsRoomAsync(server)).StatusCode.Should().Be(HttpStatusCode.OK);
    }

    [Fact]
    public async Task One_address_does_not_get_all_places_for_large_uploads()
    {
        await using var server = await WebServer.StartAsync(
            "--Limits:LargeUploadsPerClient=1", "--Proxies:Addresses:0=127.0.0.1");
        using var upload = await Upload.StartAsync(server);

        (await (await server.Client.SendPictureAsync(Large)).ReadProblemAsync(503)).Should().Contain("of all addresses or of this one");
        using var request = Requests.Picture(Large, "image/png");
        request.Headers.Add("X-Forwarded-For", "192.0.2.7");
        (await server.Client.SendAsync(request)).StatusCode.Should().Be(HttpStatusCode.OK);
    }

    /// <summary>Sends a picture until the server has noticed that another is not coming any more, for a minute at most.</summary>
    private static async Task<HttpResponseMessage> SendUntilThereIsRoomAsync(WebServer server)
    {
        using var minute = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        HttpResponseMessage response;
        do
        {
            response = await server.Client.SendAsync(Requests.Picture(Large, "image/png"), minute.Token);
        }
        while (response.StatusCode == HttpStatusCode.ServiceUnavailable);
        return response;
    }
}
