using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;

namespace Mnist.Web.Tests.Support;

/// <summary>Asks for predictions as a client does.</summary>
internal static class Requests
{
    public static Task<HttpResponseMessage> SendPictureAsync(
        this HttpClient client, byte[] picture, string type = "image/png") =>
        client.SendAsync(Picture(picture, type));

    public static Task<HttpResponseMessage> SendJsonAsync(this HttpClient client, string json) =>
        client.PostAsync(Predict, new StringContent(json, Encoding.UTF8, "application/json"));

    public static Task<HttpResponseMessage> SendPixelsAsync(this HttpClient client, ReadOnlySpan<byte> pixels) =>
        client.SendJsonAsync(Json(pixels));

    public static Task<HttpResponseMessage> SendFormAsync(this HttpClient client, byte[] picture, string field = "file")
    {
        var form = new MultipartFormDataContent
        {
            { new StringContent("a note"), "note" },
            { new ByteArrayContent(picture), field, "digit.png" },
        };
        return client.PostAsync(Predict, form);
    }

    public static HttpRequestMessage Picture(byte[] picture, string? type)
    {
        var content = new ByteArrayContent(picture);
        content.Headers.ContentType = type is null ? null : MediaTypeHeaderValue.Parse(type);
        return new HttpRequestMessage(HttpMethod.Post, Predict) { Content = content };
    }

    public static string Json(ReadOnlySpan<byte> pixels) => $"{{\"pixels\":[{string.Join(',', pixels.ToArray())}]}}";

    public static async Task<JsonElement> ReadAnswerAsync(this HttpResponseMessage response)
    {
        response.StatusCode.Should().Be(HttpStatusCode.OK, await response.Content.ReadAsStringAsync());
        return await response.Content.ReadFromJsonAsync<JsonElement>();
    }

    /// <summary>Returns what is wrong and what to do, from problem details as RFC 9457 has them.</summary>
    public static async Task<string> ReadProblemAsync(this HttpResponseMessage response, int status)
    {
        var text = await response.Content.ReadAsStringAsync();
        ((int)response.StatusCode).Should().Be(status, text);
        response.Content.Headers.ContentType!.MediaType.Should().Be("application/problem+json");
        var problem = JsonSerializer.Deserialize<JsonElement>(text);
        problem.GetProperty("status").GetInt32().Should().Be(status);
        problem.GetProperty("title").GetString().Should().NotBeNullOrEmpty();
        problem.GetProperty("type").GetString().Should().NotBeNullOrEmpty();
        return problem.GetProperty("detail").GetString()!;
    }

    private static Uri Predict { get; } = new("predict", UriKind.Relative);
}
