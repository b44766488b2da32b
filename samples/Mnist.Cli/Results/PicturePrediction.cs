using System.Text.Json.Serialization;

namespace Mnist.Cli.Results;

/// <summary>The prediction for one picture.</summary>
internal sealed record PicturePrediction
{
    /// <summary>The file of the picture, as it was named.</summary>
    public required string File { get; init; }

    /// <summary>The most likely digit; null for a picture that is blank, too small, or cannot be read.</summary>
    public int? Digit { get; init; }

    /// <summary>The probability of the digit, 0 to 1.</summary>
    public float? Confidence { get; init; }

    /// <summary>Whether it is accepted as a digit.</summary>
    public bool IsDigit { get; init; }

    /// <summary>
    /// What was found: digit, noDigit, severalDigits, blank or tooSmall; null for a picture that cannot be read.
    /// </summary>
    public string? Finding { get; init; }

    /// <summary>The probabilities of the ten digits.</summary>
    public IReadOnlyList<float>? Probabilities { get; init; }

    /// <summary>Why there is no digit.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Error { get; init; }

    /// <summary>The input of the network: 784 pixels, 0 for paper to 255 for ink.</summary>
    [JsonIgnore]
    public byte[]? Pixels { get; init; }
}
