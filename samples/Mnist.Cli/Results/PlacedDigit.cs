namespace Mnist.Cli.Results;

/// <summary>A digit in a picture, with its location.</summary>
internal sealed record PlacedDigit
{
    /// <summary>The most likely digit, also if it is uncertain.</summary>
    public required int Digit { get; init; }

    /// <summary>Its probability, 0 to 1.</summary>
    public required float Confidence { get; init; }

    /// <summary>Whether it is certain.</summary>
    public required bool IsDigit { get; init; }

    /// <summary>What was found: digit, noDigit, or severalDigits for touching digits that could not be separated.</summary>
    public required string Finding { get; init; }

    /// <summary>The row, from 0 at the top.</summary>
    public required int Row { get; init; }

    /// <summary>The first column of its bounding box.</summary>
    public required int Left { get; init; }

    /// <summary>The first row of pixels of its bounding box.</summary>
    public required int Top { get; init; }

    /// <summary>Its width in pixels.</summary>
    public required int Width { get; init; }

    /// <summary>Its height in pixels.</summary>
    public required int Height { get; init; }
}
