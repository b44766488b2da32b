using System.Globalization;
using System.Text.Json;
using Mnist.Cli.Results;

namespace Mnist.Cli.Output;

/// <summary>Writes predictions for programs, one per line: CSV, or JSON lines.</summary>
internal static class PredictionLines
{
    private const string Header = "file,digit,confidence,isDigit,finding,error";

    /// <summary>Writes them as comma-separated values with a first line of names (RFC 4180).</summary>
    public static void WriteCsv(TextWriter writer, IEnumerable<PicturePrediction> predictions)
    {
        writer.WriteLine(Header);
        foreach (var prediction in predictions)
        {
            writer.WriteLine(string.Join(',',
                Quote(prediction.File),
                prediction.Digit?.ToString(CultureInfo.InvariantCulture),
                prediction.Confidence?.ToString("F4", CultureInfo.InvariantCulture),
                prediction.IsDigit ? "true" : "false",
                prediction.Finding,
                Quote(prediction.Error ?? "")));
        }
    }

    /// <summary>Writes one JSON object per line.</summary>
    public static void WriteJson(TextWriter writer, IEnumerable<PicturePrediction> predictions)
    {
        foreach (var prediction in predictions)
        {
            writer.WriteLine(JsonSerializer.Serialize(prediction, ResultsContext.Relaxed.PicturePrediction));
        }
    }

    /// <summary>Writes a submission for Kaggle: the number of each image, from 1, and its digit.</summary>
    public static void WriteSubmission(TextWriter writer, IEnumerable<PicturePrediction> predictions)
    {
        writer.WriteLine("ImageId,Label");
        foreach (var (index, prediction) in predictions.Index())
        {
            writer.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{index + 1},{prediction.Digit}"));
        }
    }

    private static string Quote(string text) =>
        text.AsSpan().IndexOfAny(",\"\r\n") < 0 ? text : $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
