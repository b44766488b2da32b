using System.Text.Encodings.Web;
using System.Text.Json;
using Parquet;
using Parquet.Serialization;

namespace Mnist.Batch.Answers;

/// <summary>Reads and writes answers as Parquet and as JSON lines. The same answers give the same bytes.</summary>
internal static class AnswerFile
{
    // The number of rows in memory while a joined file is written.
    private const int RowsInGroup = 100_000;

    private static readonly ParquetOptions Options = new()
    {
        CompressionMethod = CompressionMethod.Zstd,
        RowGroupSize = RowsInGroup,
    };

    private static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        // File names as they are: this is not written into a web page.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>Writes Parquet, group by group.</summary>
    public static Task WriteAsync(Stream stream, IEnumerable<Answer> answers, CancellationToken cancellationToken) =>
        ParquetSerializer.SerializeAsync(answers, stream, Options, cancellationToken: cancellationToken);

    /// <summary>Writes one line of JSON for each answer.</summary>
    public static async Task WriteLinesAsync(Stream stream, IEnumerable<Answer> answers, CancellationToken cancellationToken)
    {
        foreach (var answer in answers)
        {
            await JsonSerializer.SerializeAsync(stream, answer, Json, cancellationToken);
            stream.WriteByte((byte)'\n');
        }
    }

    /// <summary>Reads Parquet that <see cref="WriteAsync"/> wrote.</summary>
    public static async Task<IList<Answer>> ReadAsync(string path) =>
        (await ParquetSerializer.DeserializeAsync<Answer>(path)).Data;
}
