using System.Text.Json.Serialization;

namespace Mnist.Batch.Pictures;

/// <summary>Where one picture is: a file, or a part of a file that has many.</summary>
internal sealed record Picture
{
    /// <summary>Gets the file, as the input named it.</summary>
    public required string File { get; init; }

    /// <summary>Gets what the picture is called in an archive.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Entry { get; init; }

    /// <summary>Gets where the picture is in the file: bytes from its start in a tar, else its number from 0.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public long? At { get; init; }

    /// <summary>Gets the length in bytes: of the file, or of the entry where the archive says it.</summary>
    public long Length { get; init; }

    /// <summary>Gets when the file was last written, in ticks of UTC: a picture that has changed is another one.</summary>
    public long Modified { get; init; }
}
