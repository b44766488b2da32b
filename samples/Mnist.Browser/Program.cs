using System.Runtime.InteropServices.JavaScript;
using System.Runtime.Versioning;
using Mnist.Digits;
using Mnist.Web.Prediction;

[assembly: SupportedOSPlatform("browser")]

namespace Mnist.Browser;

/// <summary>The functions that worker.js calls.</summary>
internal static partial class Program
{
    private const int Side = 112;

    private const string Script = "worker.js";
    private const string NameInLibrary = "The stream";

    private static void Main() => DigitReader.LoadPretrained();

    /// <summary>Reads a 1 to warm up, because the first run takes several times as long.</summary>
    [JSExport]
    internal static void WarmUp()
    {
        var grey = new byte[Side * Side];
        Array.Fill(grey, byte.MaxValue);
        for (var row = Side / 5; row < Side * 4 / 5; row++)
        {
            grey.AsSpan((row * Side) + (Side / 2), Side / 14).Clear();
        }

        ReadGrey(grey, Side, Side);
    }

    /// <summary>Reads the digits in pixels from 0 for black to 255 for white.</summary>
    [JSExport]
    internal static JSObject ReadGrey(byte[] grey, int height, int width) =>
        Read(DigitImage.Normalize(grey, height, width), () => DigitReader.LoadPretrained().ReadAll(grey, height, width));

    /// <summary>Reads the digits in a picture file, or returns why it cannot be read.</summary>
    [JSExport]
    internal static JSObject ReadFile(byte[] file)
    {
        try
        {
            using var stream = new MemoryStream(file);
            return Read(DigitImage.Load(stream), () =>
            {
                stream.Position = 0;
                return DigitReader.LoadPretrained().ReadAll(stream);
            });
        }
        catch (InvalidDataException e)
        {
            // The library speaks of a stream; the page has a file.
            return ToFault(e.Message.Replace(NameInLibrary, "The file", StringComparison.Ordinal));
        }
    }

    private static JSObject Read(DigitImage image, Func<DigitsInPicture> readAll)
    {
        var prediction = DigitReader.LoadPretrained().ReadImage(image);
        var answer = PredictionAnswer.Of(prediction, readAll);
        return ToAnswer(
            answer.Digit, answer.Confidence, answer.Finding, answer.Reason,
            [.. answer.Probabilities.Select(probability => (double)probability)], prediction.Pixels.ToArray(),
            [.. answer.Rows], [.. answer.Digits.SelectMany(ToNumbers)]);
    }

    // In the order of the parameters of toAnswer.
    private static double[] ToNumbers(FoundAnswer digit) =>
    [
        digit.Digit, digit.Confidence, digit.IsDigit ? 1 : 0, digit.Row, digit.Left, digit.Top, digit.Width, digit.Height,
    ];

    [JSImport("toAnswer", Script)]
    private static partial JSObject ToAnswer(
        int? digit, float confidence, string finding, string? reason, double[] probabilities, byte[] pixels, string[] rows,
        double[] digits);

    [JSImport("toFault", Script)]
    private static partial JSObject ToFault(string fault);
}
