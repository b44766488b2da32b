using System.Text.Encodings.Web;
using System.Text.Json;

namespace Mnist.Classifier.Benchmarks;

/// <summary>Writes results as an array of objects.</summary>
internal static class JsonReport
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, // no web page will contain it
    };

    public static void Write(string path, IReadOnlyList<Result> results) =>
        File.WriteAllBytes(path, JsonSerializer.SerializeToUtf8Bytes(results, Options));
}
