namespace PretrainedModel.Strokes;

/// <summary>How many images of each kind <see cref="StrokeImages"/> draws.</summary>
internal sealed record StrokeCounts
{
    /// <summary>Gets the number of ones with a flag and without a foot.</summary>
    public required int FootlessOnes { get; init; }

    /// <summary>Gets the number of sevens with waves, serifs and bars.</summary>
    public required int WavySevens { get; init; }

    /// <summary>Gets the number of digits in forms that schools teach.</summary>
    public required int SchoolDigits { get; init; }

    /// <summary>Gets the number of ticks and half ticks, of no class.</summary>
    public required int Ticks { get; init; }

    /// <summary>Gets the number of letters and signs, of no class.</summary>
    public required int Letters { get; init; }

    /// <summary>Gets the number of images of MNIST, enlarged to pictures.</summary>
    public required int Enlarged { get; init; }
}
