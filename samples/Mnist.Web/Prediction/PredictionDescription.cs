using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.OpenApi;

namespace Mnist.Web.Prediction;

/// <summary>Describes POST /predict for the OpenAPI document.</summary>
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
                "Takes a PNG, JPEG, BMP, GIF, PGM, PPM or PBM picture of any size with one digit in it, dark on light or " +
                "light on dark, or 784 pixels that are in the form of MNIST already. A picture is cut to its ink, scaled and " +
                "centred first; the answer has the pixels that the network saw. Nothing is kept.")
            .AddOpenApiOperationTransformer((operation, _, _) =>
            {
                operation.RequestBody = DescribeBody(limits);
                operation.Responses!["200"].Description = "A prediction. Its digit is null if the picture is blank or too " +
                    "small.";
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

    // Created by the code of the real answers, so that the examples match them.
    private static (RefusedRequestException Refusal, string When)[] Refusals(LimitOptions limits) =>
    [
        (PixelsReader.WrongCount(3), "The picture, the form or the JSON cannot be read."),
        (RequestBody.TooLarge(limits.PictureBytes, ImageReader.Picture, isPicture: true),
            "The request has too many bytes, or the picture too many pixels."),
        (ImageReader.UnknownType(null), "The Content-Type is not one of those read here."),
        (RefusedRequestException.TooOften(1), "This address has sent too many requests, or too large pictures. Retry-After " +
            "says how many seconds to wait."),
        (RefusedRequestException.Busy(),
            "Too many pictures are waiting, of all addresses or of this one. Retry-After says how many seconds to wait."),
        (RefusedRequestException.TooSlow(limits.TimeoutSeconds), "The request took too long."),
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
        return new OpenApiRequestBody { Required = true, Description = "A picture, a form with one, or " +
            "pixels.", Content = content };
    }

    private static OpenApiSchema Picture(LimitOptions limits) => new()
    {
        Type = JsonSchemaType.String,
        Format = "binary",
        Description = string.Create(
            CultureInfo.InvariantCulture,
            $"The file, at most {limits.PictureBytes:N0} bytes and {limits.Megapixels} million pixels."),
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

    // A 1: a vertical line in the middle.
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
