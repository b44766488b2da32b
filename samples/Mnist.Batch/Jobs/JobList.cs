using System.Security.Cryptography;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Mnist.Batch.Pictures;

namespace Mnist.Batch.Jobs;

/// <summary>The pictures of one job, as a file: a line with the options, then a line for each picture.</summary>
internal sealed record JobList
{
    private static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>Gets the version of the reader.</summary>
    public required ReaderVersion Reader { get; init; }

    /// <summary>Gets the folder where relative paths start.</summary>
    public required string Root { get; init; }

    /// <summary>Gets a value indicating whether the answers are also written as JSON lines.</summary>
    public required bool JsonLines { get; init; }

    /// <summary>Gets the pictures.</summary>
    public required IReadOnlyList<Picture> Pictures { get; init; }

    /// <summary>Gets the name of the job and of its answers, a hash of the pictures and the reader.</summary>
    [JsonIgnore]
    public string Name
    {
        get
        {
            using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            hash.AppendData(JsonSerializer.SerializeToUtf8Bytes(Reader, Json));
            foreach (var picture in Pictures)
            {
                hash.AppendData(JsonSerializer.SerializeToUtf8Bytes(picture, Json));
            }

            return Convert.ToHexStringLower(hash.GetHashAndReset())[..16];
        }
    }

    /// <summary>Writes the list.</summary>
    public Task WriteAsync(BatchFolder folder) => BatchFile.WriteAsync(folder.List(Name), async stream =>
    {
        await using var writer = new StreamWriter(stream, leaveOpen: true);
        await writer.WriteAsync($"{JsonSerializer.Serialize(this with { Pictures = [] }, Json)}\n");
        foreach (var picture in Pictures)
        {
            await writer.WriteAsync($"{JsonSerializer.Serialize(picture, Json)}\n");
        }
    });

    /// <summary>Reads a list.</summary>
    /// <exception cref="InvalidDataException">The list is damaged.</exception>
    /// <exception cref="IOException">The list does not exist, or cannot be read.</exception>
    public static JobList Read(BatchFolder folder, string name)
    {
        var path = folder.List(name);
        try
        {
            var lines = File.ReadAllLines(path);
            var list = JsonSerializer.Deserialize<JobList>(lines[0], Json)! with
            {
                Pictures = [.. lines.Skip(1).Select(line => JsonSerializer.Deserialize<Picture>(line, Json)!)],
            };
            return list.Name == name ? list : throw new JsonException("Its pictures do not match its name.");
        }
        catch (Exception e) when (e is JsonException or IndexOutOfRangeException)
        {
            throw new InvalidDataException($"The list of pictures '{path}' is damaged. Submit the same pictures again, " +
                $"which writes it again. {e.Message}", e);
        }
    }
}
