using System.Text.Encodings.Web;
using System.Text.Json;
using DenseNetworks.IO;

namespace Mnist.Classifier.Benchmarks;

/// <summary>Writes results as an array of objects.</summary>
internal static class JsonReport
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, // no web page will contain it
    };

    /// <summary>Writes the file, whole or not at all.</summary>
    public static void Write(string path, IReadOnlyList<Result> results) =>
        AtomicFile.Write(path, stream => JsonSerializer.Serialize(stream, results, Options));
}
