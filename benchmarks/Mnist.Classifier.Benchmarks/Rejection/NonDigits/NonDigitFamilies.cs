namespace Mnist.Classifier.Benchmarks;

/// <summary>The families of images that are not digits.</summary>
internal static class NonDigitFamilies
{
    /// <summary>Gets the letters that do not look like digits: a subset of the letters, so not another family.</summary>
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
