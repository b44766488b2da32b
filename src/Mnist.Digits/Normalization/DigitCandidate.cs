namespace Mnist.Digits.Normalization;

/// <summary>What may be the digit in a picture.</summary>
/// <param name="Pixels">The 784 pixels, in the form of MNIST; not to be written to.</param>
/// <param name="IsOneOfSeveral">Whether something at least half as tall is written beside, above or below it.</param>
/// <param name="IsLight">Whether it is light on dark. Of the candidates of a second look, nobody asks.</param>
internal sealed record DigitCandidate(byte[] Pixels, bool IsOneOfSeveral, bool IsLight)
{
    public static DigitCandidate Of(Ink ink, float strokeWidth = SizeNormalization.MeanStrokeWidth) =>
        new(SizeNormalization.Create(ink, strokeWidth), ink.IsOneOfSeveral, ink.IsLight) { AsWritten = SizeNormalization.CreateAsWritten(ink) };

    /// <summary>Makes an image of one digit of many, in half of the time.</summary>
    public static DigitCandidate OfMany(Ink ink) =>
        new(SizeNormalization.Create(ink, SizeNormalization.MeanStrokeWidth, SizeNormalization.SmallWorkingSide), ink.IsOneOfSeveral, ink.IsLight)
        {
            AsWritten = SizeNormalization.CreateAsWritten(ink),
        };

    /// <summary>Gets the same with strokes as wide and as dark as they are, or <see langword="null"/> where that is what was taken.</summary>
    public byte[]? AsWritten { get; init; }
}
