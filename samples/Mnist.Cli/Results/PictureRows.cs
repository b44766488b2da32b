using System.Text.Json.Serialization;

namespace Mnist.Cli.Results;

/// <summary>The rows of digits in one picture.</summary>
internal sealed record PictureRows
{
    /// <summary>The picture's file, as it was named.</summary>
    public required string File { get; init; }

    /// <summary>How many columns it has.</summary>
    public int Width { get; init; }

    /// <summary>How many rows of pixels it has.</summary>
    public int Height { get; init; }

    /// <summary>The digits of each row, from the top, with ? where none is sure.</summary>
    public IReadOnlyList<string> Rows { get; init; } = [];

    /// <summary>Each digit, in reading order.</summary>
    public IReadOnlyList<PlacedDigit> Digits { get; init; } = [];

    /// <summary>Why the picture could not be read.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Error { get; init; }
}
