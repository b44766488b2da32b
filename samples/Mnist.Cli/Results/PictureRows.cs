using System.Text.Json.Serialization;

namespace Mnist.Cli.Results;

/// <summary>The rows of digits in one picture.</summary>
internal sealed record PictureRows
{
    /// <summary>The file of the picture, as it was named.</summary>
    public required string File { get; init; }

    /// <summary>Its width in pixels.</summary>
    public int Width { get; init; }

    /// <summary>Its height in pixels.</summary>
    public int Height { get; init; }

    /// <summary>The digits of each row, from the top, with ? for uncertain digits.</summary>
    public IReadOnlyList<string> Rows { get; init; } = [];

    /// <summary>Each digit, in reading order.</summary>
    public IReadOnlyList<PlacedDigit> Digits { get; init; } = [];

    /// <summary>Why the picture could not be read.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Error { get; init; }
}
