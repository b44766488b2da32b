using System.Text.Json.Serialization;

namespace Mnist.Batch.Pictures;

/// <summary>The location of a picture: a file, or a part of a file with several.</summary>
internal sealed record Picture
{
    /// <summary>Gets the file, as the input named it.</summary>
    public required string File { get; init; }

    /// <summary>Gets the name of the picture in an archive.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Entry { get; init; }

    /// <summary>Gets the location in the file: the offset in bytes in a tar, otherwise the number from 0.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public long? At { get; init; }

    /// <summary>Gets the length in bytes: of the file, or of the entry if the archive has it.</summary>
    public long Length { get; init; }

    /// <summary>Gets when the file was last written, in ticks of UTC, so that a changed picture is read again.</summary>
    public long Modified { get; init; }
}
