using System.Drawing;

namespace Mnist.Classifier.Benchmarks;

/// <summary>How a number was read.</summary>
/// <param name="IsRight">Whether all digits are right, and there are no others.</param>
/// <param name="IsFound">Whether each digit has a box of its own.</param>
/// <param name="IsMarked">Whether something is said to be unsure.</param>
/// <param name="HasDigits">Whether there is a digit that is sure.</param>
internal readonly record struct NumberReading(bool IsRight, bool IsFound, bool IsMarked, bool HasDigits)
{
    // Of what both boxes cover.
    private const double LeastShared = 0.4;

    public static NumberReading Of(WrittenNumber number, string text, IReadOnlyList<Rectangle> boxes) => new(
        text == number.Digits,
        number.Bounds.All(bounds => boxes.Any(box => Shared(bounds, box) >= LeastShared)),
        text.Contains('?', StringComparison.Ordinal),
        text.Any(char.IsAsciiDigit));

    private static double Shared(Rectangle first, Rectangle second)
    {
        var (both, either) = (Rectangle.Intersect(first, second), Rectangle.Union(first, second));
        return (double)both.Width * both.Height / ((double)either.Width * either.Height);
    }
}
