using Parquet.Serialization.Attributes;

namespace Mnist.Batch.Answers;

/// <summary>A row of the answers: the digit in a picture, or why it could not be read.</summary>
internal sealed record Answer
{
    /// <summary>Gets or sets the file, as the input named it.</summary>
    [ParquetRequired]
    public string File { get; set; } = "";

    /// <summary>
    /// Gets or sets the name of the picture in an archive, or its number in a table; null for a single picture.
    /// </summary>
    public string? Entry { get; set; }

    /// <summary>
    /// Gets or sets what was found: digit, noDigit, severalDigits, blank or tooSmall; null for a picture that cannot be read.
    /// </summary>
    public string? Finding { get; set; }

    /// <summary>Gets or sets the most likely digit; null for a picture that is blank, too small, or cannot be read.</summary>
    public int? Digit { get; set; }

    /// <summary>Gets or sets the probability of the digit, 0 to 1.</summary>
    public float? Confidence { get; set; }

    /// <summary>Gets or sets why the picture could not be read.</summary>
    public string? Error { get; set; }
}
