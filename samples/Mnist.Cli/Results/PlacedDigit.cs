namespace Mnist.Cli.Results;

/// <summary>A digit in a picture, and where it is.</summary>
internal sealed record PlacedDigit
{
    /// <summary>The likeliest digit, also where it is not sure.</summary>
    public required int Digit { get; init; }

    /// <summary>Its probability, 0 to 1.</summary>
    public required float Confidence { get; init; }

    /// <summary>Whether it is sure.</summary>
    public required bool IsDigit { get; init; }

    /// <summary>What was found: digit, noDigit, or severalDigits where digits touch and could not be separated.</summary>
    public required string Finding { get; init; }

    /// <summary>The row, from 0 at the top.</summary>
    public required int Row { get; init; }

    /// <summary>The first column of its bounding box.</summary>
    public required int Left { get; init; }

    /// <summary>The first row of pixels of its bounding box.</summary>
    public required int Top { get; init; }

    /// <summary>How many columns it has.</summary>
    public required int Width { get; init; }

    /// <summary>How many rows of pixels it has.</summary>
    public required int Height { get; init; }
}
