using System.Globalization;
using System.Text.Json;

namespace Mnist.Web.Prediction;

/// <summary>Reads an image in the form of MNIST.</summary>
internal static class PixelsReader
{
    public const int PixelCount = 28 * 28;

    private const string Form = "Send {\"pixels\": [...]} with 784 whole numbers from 0 (paper) to 255 (ink), 28 rows of 28.";

    /// <exception cref="RefusedRequestException">It is not JSON, or does not have 784 numbers from 0 to 255.</exception>
    public static byte[] Read(ReadOnlySpan<byte> json)
    {
        PixelsRequest? request;
        try
        {
            request = JsonSerializer.Deserialize(json, WebJson.Default.PixelsRequest);
        }
        catch (JsonException e)
        {
            throw Refuse(e.Path is { Length: > 1 } path
                ? $"The JSON is wrong at {path}."
                : string.Create(CultureInfo.InvariantCulture, $"This is not a JSON object, from line {e.LineNumber + 1} on."));
        }

        if (request?.Pixels is not { } numbers)
        {
            throw Refuse("The JSON has no 'pixels'.");
        }

        if (numbers.Count != PixelCount)
        {
            throw WrongCount(numbers.Count);
        }

        var pixels = new byte[PixelCount];
        for (var i = 0; i < pixels.Length; i++)
        {
            pixels[i] = numbers[i] is >= byte.MinValue and <= byte.MaxValue
                ? (byte)numbers[i]
                : throw Refuse(string.Create(CultureInfo.InvariantCulture, $"pixels[{i}] is {numbers[i]}."));
        }

        return pixels;
    }

    public static RefusedRequestException WrongCount(int count) =>
        Refuse(string.Create(CultureInfo.InvariantCulture, $"'pixels' has {count} numbers."));

    private static RefusedRequestException Refuse(string fault) =>
        RefusedRequestException.BadRequest("Wrong pixels", $"{fault} {Form}");
}
