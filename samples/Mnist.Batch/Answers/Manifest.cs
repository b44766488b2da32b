using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Mnist.Batch.Jobs;

namespace Mnist.Batch.Answers;

/// <summary>The results of a plan in numbers, and the pictures that could not be read.</summary>
internal sealed record Manifest
{
    private static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        WriteIndented = true,
    };

    /// <summary>Gets the version of the reader.</summary>
    public required ReaderVersion Reader { get; init; }

    /// <summary>Gets the number of pictures, which is the number of rows.</summary>
    public long Pictures { get; private set; }

    /// <summary>Gets the number of pictures with each finding.</summary>
    public SortedDictionary<string, long> Findings { get; } = new(StringComparer.Ordinal);

    /// <summary>Gets the pictures that could not be read.</summary>
    public IList<Failure> Failures { get; } = [];

    /// <summary>Counts answers while they are enumerated.</summary>
    public IEnumerable<Answer> Count(IEnumerable<Answer> answers)
    {
        foreach (var answer in answers)
        {
            Pictures++;
            if (answer.Error is not null)
            {
                Failures.Add(new(answer.File, answer.Entry, answer.Error));
            }
            else
            {
                Findings[answer.Finding!] = Findings.GetValueOrDefault(answer.Finding!) + 1;
            }

            yield return answer;
        }
    }

    /// <summary>Writes it.</summary>
    public Task WriteAsync(string path) =>
        BatchFile.WriteAsync(path, stream => JsonSerializer.SerializeAsync(stream, this, Json));

    public override string ToString() => string.Join(", ", [
        $"{Pictures:N0} pictures",
        .. Findings.Select(finding => $"{finding.Value:N0} {finding.Key}"),
        $"{Failures.Count:N0} could not be read",
    ]);
}
