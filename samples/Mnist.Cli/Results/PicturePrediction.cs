using System.Text.Json.Serialization;

namespace Mnist.Cli.Results;

/// <summary>What a model reads in one picture.</summary>
internal sealed record PicturePrediction
{
    /// <summary>The picture's file, as it was named.</summary>
    public required string File { get; init; }

    /// <summary>The likeliest digit; null for a picture that is blank, too small, or cannot be read.</summary>
    public int? Digit { get; init; }

    /// <summary>The digit's probability, 0 to 1.</summary>
    public float? Confidence { get; init; }

    /// <summary>Whether it looks like a digit at all.</summary>
    public bool IsDigit { get; init; }

    /// <summary>What was found: digit, noDigit, severalDigits, blank or tooSmall; null for a picture that cannot be read.</summary>
    public string? Finding { get; init; }

    /// <summary>The probabilities of the ten digits.</summary>
    public IReadOnlyList<float>? Probabilities { get; init; }

    /// <summary>Why there is no digit, where there is none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Error { get; init; }

    /// <summary>What the network sees: 784 pixels, 0 for paper to 255 for ink.</summary>
    [JsonIgnore]
    public byte[]? Pixels { get; init; }
}
