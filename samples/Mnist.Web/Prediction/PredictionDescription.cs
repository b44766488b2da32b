using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.OpenApi;

namespace Mnist.Web.Prediction;

/// <summary>What the OpenAPI document says of POST /predict.</summary>
internal static class PredictionDescription
{
    private const string Problem = "application/problem+json";

    private static readonly string[] PictureTypes =
        ["image/png", "image/jpeg", "image/bmp", "image/gif", "application/octet-stream"];

    public static void DescribePrediction(this RouteHandlerBuilder endpoint, LimitOptions limits)
    {
        var refusals = Refusals(limits);
        endpoint
            .WithSummary("Reads the digit in a picture")
            .WithDescription(
                "Takes a PNG, JPEG, BMP, GIF, PGM, PPM or PBM picture of any size with one digit in it, dark on light or light on " +
                "dark, or 784 pixels that are in the form of MNIST already. A picture is cut to its ink, scaled and centred first; the answer has the " +
                "pixels that the network saw. Nothing is kept.")
            .AddOpenApiOperationTransformer((operation, _, _) =>
            {
                operation.RequestBody = DescribeBody(limits);
                operation.Responses!["200"].Description = "A prediction. Of a picture that is blank or too small, its digit is null.";
                operation.Responses["200"].Content!["application/json"].Example = ExampleAnswer();
                foreach (var (refusal, when) in refusals)
                {
                    var response = (OpenApiResponse)operation.Responses[$"{refusal.Status}"];
                    response.Description = when;
                    response.Content![Problem].Example = new JsonObject
                    {
                        ["title"] = refusal.Title, ["status"] = refusal.Status, ["detail"] = refusal.Message,
                    };
                }

                return Task.CompletedTask;
            });
        foreach (var (refusal, _) in refusals)
        {
            endpoint.ProducesProblem(refusal.Status);
        }
    }

    // Made by what makes the real ones, so that the examples are such answers.
    private static (RefusedRequestException Refusal, string When)[] Refusals(LimitOptions limits) =>
    [
        (PixelsReader.WrongCount(3), "The picture, the form or the JSON cannot be read."),
        (RequestBody.TooLarge(limits.PictureBytes, ImageReader.Picture, isPicture: true),
            "The request has too many bytes, or the picture too many pixels."),
        (ImageReader.UnknownType(null), "The Content-Type is not one of those read here."),
        (RefusedRequestException.TooOften(1), "This address has asked too often, or for too large pictures. Retry-After says how many seconds to wait."),
        (RefusedRequestException.Busy(),
            "As many pictures wait as there is room for, or as one address gets. Retry-After says how many seconds to wait."),
        (RefusedRequestException.TooSlow(limits.TimeoutSeconds), "The request took longer than it may."),
    ];

    private static OpenApiRequestBody DescribeBody(LimitOptions limits)
    {
        var content = new Dictionary<string, OpenApiMediaType>();
        foreach (var type in PictureTypes)
        {
            content[type] = new OpenApiMediaType { Schema = Picture(limits) };
        }

        content["multipart/form-data"] = new OpenApiMediaType { Schema = Object("file", Picture(limits)) };
        content["application/json"] = new OpenApiMediaType { Schema = Object("pixels", Pixels()), Example = ExamplePixels() };
        return new OpenApiRequestBody { Required = true, Description = "A picture, a form with one, or pixels.", Content = content };
    }

    private static OpenApiSchema Picture(LimitOptions limits) => new()
    {
        Type = JsonSchemaType.String,
        Format = "binary",
        Description = string.Create(
            CultureInfo.InvariantCulture,
            $"The file as it is, at most {limits.PictureBytes:N0} bytes and {limits.Megapixels} million pixels."),
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
        ["finding"] = "digit",
        ["reason"] = null,
        ["probabilities"] = new JsonArray(0, 0.991, 0.001, 0.001, 0.001, 0.001, 0.001, 0.002, 0.001, 0.001),
        ["pixels"] = Line(),
        ["rows"] = new JsonArray(),
        ["digits"] = new JsonArray(),
    };

    private static JsonArray Line() => new([.. Enumerable.Range(0, PixelsReader.PixelCount)
        .Select(i => (JsonNode)((i / 28) is >= 4 and < 24 && (i % 28) is 13 or 14 ? 255 : 0))]);
}
