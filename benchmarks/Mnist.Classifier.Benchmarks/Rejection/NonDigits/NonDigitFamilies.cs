namespace Mnist.Classifier.Benchmarks;

/// <summary>The families by which models are judged.</summary>
internal static class NonDigitFamilies
{
    /// <summary>Gets the letters that nobody takes for a digit: a part of the letters, and so no family to count again.</summary>
    public static INonDigits ClearLetters { get; } = new Letters("letters without O, I, S, Z", LetterGlyphs.Clear);

    /// <summary>Gets the families.</summary>
    /// <param name="digits">What some of them are made from.</param>
    public static IReadOnlyList<INonDigits> From(LabeledImages digits) =>
    [
        new UniformNoise(),
        new GaussianNoise(),
        new SolidImages(),
        new ShuffledPixels(digits),
        new DigitPairs(digits),
        new Garments(),
        new Letters("letters A to Z", LetterGlyphs.All),
    ];
}
