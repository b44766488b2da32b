using Mnist.Digits.Normalization;

namespace Mnist.Classifier.Benchmarks;

/// <summary>A way in which a picture gets worse without its digit becoming another.</summary>
/// <param name="Name">What is done.</param>
/// <param name="Apply">Returns a copy of greys from 0 to 255, which may lie beyond.</param>
internal sealed record Degradation(string Name, Func<Plane, Random, Plane> Apply)
{
    public static IReadOnlyList<Degradation> All { get; } =
    [
        Blur(1), Blur(2), Blur(3), Shade(0.5f), Shade(0.3f), Shadow(0.7f), Shadow(0.5f), Noise(32),
    ];

    /// <summary>Gaussian blur with a deviation that is a fraction of the longest side.</summary>
    private static Degradation Blur(int percent) => new(
        $"blurred by {percent} % of the side",
        (picture, _) => new GaussianFilter(percent * picture.LongestSide / 100f).Apply(picture));

    /// <summary>Shades the picture linearly from the left, which stays as it is, to the right.</summary>
    private static Degradation Shade(float least) => Lit(
        $"shaded in a line to {least}", (x, _) => 1 - ((1 - least) * x));

    /// <summary>Shades the picture below the diagonal.</summary>
    private static Degradation Shadow(float light) => Lit(
        $"a sharp shadow of {light}", (x, y) => x + y > 1 ? light : 1);

    private static Degradation Noise(float deviation) => new(
        $"noise of {deviation} shades",
        (picture, random) => picture.Map(grey => grey + (deviation * random.NextGaussian())));

    /// <param name="name">What is done.</param>
    /// <param name="light">Returns the fraction of the light that is left, by column and row, each 0 to 1.</param>
    private static Degradation Lit(FormattableString name, Func<float, float, float> light) => new(
        FormattableString.Invariant(name),
        (picture, _) =>
        {
            var result = picture.Copy();
            for (var row = 0; row < result.Height; row++)
            {
                var greys = result.Row(row);
                for (var column = 0; column < greys.Length; column++)
                {
                    greys[column] *= light((column + 0.5f) / result.Width, (row + 0.5f) / result.Height);
                }
            }

            return result;
        });
}
