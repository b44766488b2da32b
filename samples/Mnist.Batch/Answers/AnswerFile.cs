using System.Text.Encodings.Web;
using System.Text.Json;
using Parquet;
using Parquet.Serialization;

namespace Mnist.Batch.Answers;

/// <summary>Answers as Parquet and as JSON lines. The same answers are the same bytes.</summary>
internal static class AnswerFile
{
    // A joined file is written in pieces of so many rows: what is in memory at once.
    private const int RowsInGroup = 100_000;

    private static readonly ParquetOptions Options = new()
    {
        CompressionMethod = CompressionMethod.Zstd,
        RowGroupSize = RowsInGroup,
    };

    private static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        // Names of files as they are: nothing of this goes into a web page.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>Writes Parquet, each group of rows when it is there.</summary>
    public static Task WriteAsync(Stream stream, IEnumerable<Answer> answers, CancellationToken cancellationToken) =>
        ParquetSerializer.SerializeAsync(answers, stream, Options, cancellationToken: cancellationToken);

    /// <summary>Writes JSON, a line for each.</summary>
    public static async Task WriteLinesAsync(Stream stream, IEnumerable<Answer> answers, CancellationToken cancellationToken)
    {
        foreach (var answer in answers)
        {
            await JsonSerializer.SerializeAsync(stream, answer, Json, cancellationToken);
            stream.WriteByte((byte)'\n');
        }
    }

    /// <summary>Reads what <see cref="WriteAsync"/> wrote.</summary>
    public static async Task<IList<Answer>> ReadAsync(string path) =>
        (await ParquetSerializer.DeserializeAsync<Answer>(path)).Data;
}
