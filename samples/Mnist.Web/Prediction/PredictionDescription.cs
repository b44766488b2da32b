using System.Text.Json.Nodes;
using Microsoft.OpenApi;

namespace Mnist.Web.Prediction;

/// <summary>What the OpenAPI document says of POST /predict.</summary>
internal static class PredictionDescription
{
    private const string Problem = "application/problem+json";

    private static readonly string[] PictureTypes =
        ["image/png", "image/jpeg", "image/bmp", "image/gif", "application/octet-stream"];

    private static readonly (int Status, string When, string Title, string Detail)[] Problems =
    [
        (400, "The picture, the form or the JSON cannot be read.", "Wrong pixels",
            "'pixels' has 3 numbers. Send {\"pixels\": [...]} with 784 whole numbers from 0 (paper) to 255 (ink), 28 rows of 28."),
        (413, "The request has too many bytes, or the picture too many pixels.", "Too large",
            "The picture has more than the 10,485,760 bytes that are allowed. Shrink it, or cut the digit out."),
        (415, "The Content-Type is not one of those read here.", "Unknown Content-Type",
            "The request has no Content-Type. Send a picture as image/png, ... or 784 pixels as application/json."),
        (429, "This address has asked too often. Retry-After says how many seconds to wait.", "Too many requests",
            "This address has asked too often. Wait for 1 s, as Retry-After says, and ask again."),
        (503, "As many large pictures are worked on as there is room for. Retry-After says how many seconds to wait.",
            "Busy with other large pictures", "The server works on as many large pictures as it has room for. Ask again in a second."),
    ];

    public static void DescribePrediction(this RouteHandlerBuilder endpoint)
    {
        endpoint
            .WithSummary("Reads the digit in a picture")
            .WithDescription(
                "Takes a PNG, JPEG, BMP or GIF picture of any size with one digit in it, dark on light or light on dark, or 784 pixels " +
                "that are in the form of MNIST already. A picture is cut to its ink, scaled and centred first; the answer has the " +
                "pixels that the network saw. Nothing is kept.")
            .AddOpenApiOperationTransformer((operation, _, _) =>
            {
                operation.RequestBody = DescribeBody();
                operation.Responses!["200"].Description = "A prediction. Of a blank picture, its digit is null.";
                operation.Responses["200"].Content!["application/json"].Example = ExampleAnswer();
                foreach (var (status, when, title, detail) in Problems)
                {
                    var response = (OpenApiResponse)operation.Responses[$"{status}"];
                    response.Description = when;
                    response.Content![Problem].Example =
                        new JsonObject { ["title"] = title, ["status"] = status, ["detail"] = detail };
                }

                return Task.CompletedTask;
            });
        foreach (var (status, _, _, _) in Problems)
        {
            endpoint.ProducesProblem(status);
        }
    }

    private static OpenApiRequestBody DescribeBody()
    {
        var content = new Dictionary<string, OpenApiMediaType>();
        foreach (var type in PictureTypes)
        {
            content[type] = new OpenApiMediaType { Schema = Picture() };
        }

        content["multipart/form-data"] = new OpenApiMediaType { Schema = Object("file", Picture()) };
        content["application/json"] = new OpenApiMediaType { Schema = Object("pixels", Pixels()), Example = ExamplePixels() };
        return new OpenApiRequestBody { Required = true, Description = "A picture, a form with one, or pixels.", Content = content };
    }

    private static OpenApiSchema Picture() => new()
    {
        Type = JsonSchemaType.String,
        Format = "binary",
        Description = "The file as it is, at most 10 MiB and 50 million pixels unless the server is configured otherwise.",
    };

    private static OpenApiSchema Pixels() => new()
    {
        Type = JsonSchemaType.Array,
        MinItems = PixelsReader.PixelCount,
        MaxItems = PixelsReader.PixelCount,
        Items = new OpenApiSchema { Type = JsonSchemaType.Integer, Minimum = "0", Maximum = "255" },
        Description = "28 rows of 28 from the top left, 0 for paper to 255 for ink.",
    };

    private static OpenApiSchema Object(string property, OpenApiSchema schema) => new()
    {
        Type = JsonSchemaType.Object,
        Required = new HashSet<string> { property },
        Properties = new Dictionary<string, IOpenApiSchema> { [property] = schema },
    };

    // A plain 1: a line down the middle.
    private static JsonObject ExamplePixels() => new() { ["pixels"] = Line() };

    private static JsonObject ExampleAnswer() => new()
    {
        ["digit"] = 1,
        ["confidence"] = 0.991,
        ["isDigit"] = true,
        ["reason"] = null,
        ["probabilities"] = new JsonArray(0, 0.991, 0.001, 0.001, 0.001, 0.001, 0.001, 0.002, 0.001, 0.001),
        ["pixels"] = Line(),
    };

    private static JsonArray Line() => new([.. Enumerable.Range(0, PixelsReader.PixelCount)
        .Select(i => (JsonNode)((i / 28) is >= 4 and < 24 && (i % 28) is 13 or 14 ? 255 : 0))]);
}
