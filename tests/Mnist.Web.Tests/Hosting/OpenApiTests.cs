using System.Net.Http.Json;
using System.Text.Json;
using DenseNetworks.ML.Training;
using Microsoft.OpenApi;
using Mnist.Web.Tests.Support;

namespace Mnist.Web.Tests.Hosting;

/// <summary>The OpenAPI document is valid, and what it says is so.</summary>
public sealed class OpenApiTests(ServerFixture fixture) : IClassFixture<ServerFixture>
{
    private readonly HttpClient _client = fixture.Server.Client;

    [Fact]
    public async Task The_document_is_valid()
    {
        var result = OpenApiDocument.Parse(await ReadAsync(), OpenApiConstants.Json);

        result.Diagnostic!.Errors.Should().BeEmpty();
        result.Diagnostic.Warnings.Should().BeEmpty();
        result.Document!.Paths.Keys.Should().BeEquivalentTo("/predict", "/health/live", "/health/ready");
    }

    [Fact]
    public async Task Everything_in_it_is_described()
    {
        foreach (var (path, item) in (await ParseAsync()).Paths)
        {
            foreach (var operation in item.Operations!.Values)
            {
                operation.OperationId.Should().NotBeNullOrEmpty(path);
                operation.Summary.Should().NotBeNullOrEmpty(path);
                operation.Description.Should().NotBeNullOrEmpty(path);
                operation.Responses!.Values.Should().OnlyContain(response => !string.IsNullOrEmpty(response.Description), path);
            }
        }
    }

    [Fact]
    public async Task An_answer_has_the_properties_of_its_schema()
    {
        var schema = (await ParseAsync()).Components!.Schemas!["PredictionAnswer"];

        var answer = await (await _client.SendPixelsAsync(Pictures.One)).ReadAnswerAsync();

        var names = answer.EnumerateObject().Select(property => property.Name).ToList();
        schema.Properties!.Keys.Should().BeEquivalentTo(names);
        schema.Required.Should().BeEquivalentTo(names);
        schema.Properties.Values.Should().OnlyContain(property => !string.IsNullOrEmpty(property.Description));
    }

    [Fact]
    public async Task The_example_of_a_request_gets_an_answer_like_the_example_of_an_answer()
    {
        var operation = await PredictAsync();
        var request = operation.RequestBody!.Content!["application/json"].Example!.ToJsonString();
        var example = operation.Responses!["200"].Content!["application/json"].Example!;

        var answer = await (await _client.SendJsonAsync(request)).ReadAnswerAsync();

        answer.GetProperty("digit").GetInt32().Should().Be(example["digit"]!.GetValue<int>());
        answer.GetProperty("pixels").GetRawText().Should().Be(example["pixels"]!.ToJsonString());
        answer.EnumerateObject().Select(property => property.Name).Should().Equal(example.AsObject().Select(pair => pair.Key));
    }

    [Fact]
    public async Task Every_type_that_it_lists_is_read()
    {
        var types = (await PredictAsync()).RequestBody!.Content!.Keys;

        foreach (var type in types.Except(["multipart/form-data", "application/json"]))
        {
            (await _client.SendPictureAsync(Pictures.Blank, type)).IsSuccessStatusCode.Should().BeTrue(type);
        }

        types.Should().Contain(["multipart/form-data", "application/json"]);
        (await _client.SendFormAsync(Pictures.Blank)).IsSuccessStatusCode.Should().BeTrue();
    }

    [Fact]
    public async Task Every_refusal_that_it_lists_has_an_example()
    {
        var responses = (await PredictAsync()).Responses!;

        responses.Keys.Should().BeEquivalentTo("200", "400", "413", "415", "429", "503", "504");
        foreach (var (status, response) in responses.Where(response => response.Key != "200"))
        {
            response.Content!["application/problem+json"].Example!["status"]!.ToString().Should().Be(status);
        }
    }

    [Fact]
    public async Task The_examples_of_refusals_are_the_real_ones()
    {
        await using var server = await WebServer.StartAsync("--Limits:LargeUploadsAtOnce=1");

        await ShouldBeTheExampleAsync("400", server.Client.SendJsonAsync("{\"pixels\":[1,2,3]}"));
        await ShouldBeTheExampleAsync("413", _client.SendPictureAsync(new byte[(10 << 20) + 1]));
        await ShouldBeTheExampleAsync("415", server.Client.SendAsync(Requests.Picture(Pictures.Blank, type: null)));
        using var upload = await Upload.StartAsync(server);
        await ShouldBeTheExampleAsync("503", server.Client.SendPictureAsync(Pictures.Noise(300_000)));
    }

    [Fact]
    public async Task The_document_is_cached_and_names_no_host()
    {
        await ReadAsync();
        using var request = new HttpRequestMessage(
            HttpMethod.Get, "openapi/v1.json?x=1") { Headers = { Host = "other.example" } };

        var response = await _client.SendAsync(request);

        response.Headers.Age.Should().NotBeNull("it was made before");
        (await response.Content.ReadAsStringAsync()).Should().NotContainAny("other.example", "127.0.0.1");
    }

    private async Task ShouldBeTheExampleAsync(string status, Task<HttpResponseMessage> response)
    {
        var example = (await PredictAsync()).Responses![status].Content!["application/problem+json"].Example!;

        var problem = await (await response).Content.ReadFromJsonAsync<JsonElement>();

        foreach (var (name, value) in example.AsObject())
        {
            problem.GetProperty(name).ToString().Should().Be(value!.ToString());
        }
    }

    private async Task<string> ReadAsync() => await _client.GetStringAsync(new Uri("openapi/v1.json", UriKind.Relative));

    private async Task<OpenApiDocument> ParseAsync() =>
        OpenApiDocument.Parse(await ReadAsync(), OpenApiConstants.Json).Document!;

    private async Task<OpenApiOperation> PredictAsync() =>
        (await ParseAsync()).Paths["/predict"].Operations![HttpMethod.Post];
}
