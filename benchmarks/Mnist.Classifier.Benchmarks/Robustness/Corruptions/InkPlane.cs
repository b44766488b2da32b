using Mnist.Digits.Normalization;

namespace Mnist.Classifier.Benchmarks;

/// <summary>Images of 28x28 as numbers to calculate with, 0 for paper to 1 for ink.</summary>
internal static class InkPlane
{
    /// <summary>The number of pixels of a row and of a column.</summary>
    public const int Side = 28;

    public static Plane Read(ReadOnlySpan<byte> image)
    {
        var plane = new Plane(Side, Side);
        for (var i = 0; i < plane.Values.Length; i++)
        {
            plane.Values[i] = image[i] / (float)byte.MaxValue;
        }

        return plane;
    }

    /// <summary>Rounds to bytes; what is below 0 becomes 0, what is above 1 becomes 255.</summary>
    public static void Write(Plane plane, Span<byte> destination)
    {
        for (var i = 0; i < plane.Values.Length; i++)
        {
            destination[i] = ToByte(plane.Values[i]);
        }
    }

    /// <inheritdoc cref="Write(Plane, Span{byte})"/>
    public static byte ToByte(float ink) => (byte)MathF.Round(byte.MaxValue * Math.Clamp(ink, 0, 1));
}
