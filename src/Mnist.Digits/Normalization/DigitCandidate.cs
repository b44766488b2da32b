namespace Mnist.Digits.Normalization;

/// <summary>A candidate for the digit in a picture.</summary>
/// <param name="Pixels">The 784 pixels in MNIST's format, which must not be modified.</param>
/// <param name="IsOneOfSeveral">Whether something at least half as tall is beside, above or below it.</param>
/// <param name="IsLight">Whether it is light on dark. Set only by <see cref="DigitNormalizer.Find"/>.</param>
internal sealed record DigitCandidate(byte[] Pixels, bool IsOneOfSeveral, bool IsLight)
{
    public static DigitCandidate Of(Ink ink, float strokeWidth = SizeNormalization.MeanStrokeWidth) =>
        Of(ink, SizeNormalization.Create(ink, strokeWidth));

    /// <summary>Returns a candidate at a lower working resolution, in half the time, for pictures of many digits.</summary>
    public static DigitCandidate OfMany(Ink ink) =>
        Of(ink, SizeNormalization.Create(ink, SizeNormalization.MeanStrokeWidth, SizeNormalization.SmallWorkingSide));

    private static DigitCandidate Of(Ink ink, byte[] pixels) =>
        new(pixels, ink.IsOneOfSeveral, ink.IsLight) { AsWritten = SizeNormalization.CreateAsWritten(ink) };

    /// <summary>
    /// Gets the pixels with the original strokes, or <see langword="null"/> if <see cref="Pixels"/> have them.
    /// </summary>
    public byte[]? AsWritten { get; init; }
}
