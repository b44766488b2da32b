using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using DenseNetworks.Network;

namespace DenseNetworks.ML.Training;

/// <summary>Makes strokes thicker or thinner: grayscale dilation and erosion, one pixel at a time, the last in part.</summary>
internal static class StrokeEdges
{
    private const int Lanes = ImageShape.Lanes;

    /// <summary>Moves the edges of all strokes by a distance in pixels: outward, or inward if negative.</summary>
    public static void Move(ImageShape shape, AugmentationScratch scratch, float distance)
    {
        // Erosion is dilation with all signs inverted.
        var sign = Vector256.Create(distance < 0 ? -1f : 1f);
        var left = Math.Abs(distance);
        for (var pass = 0; left > 0; pass++, left--)
        {
            // Alternating a diamond and a square gives an octagon.
            MoveByOne(shape, scratch.Padded, scratch.Spare, isSquare: pass % 2 == 1, sign, Vector256.Create(Math.Min(1, left)));
            (scratch.Padded, scratch.Spare) = (scratch.Spare, scratch.Padded);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void MoveByOne(
        ImageShape shape, float[] image, float[] moved, bool isSquare, Vector256<float> sign, Vector256<float> share)
    {
        ref var source = ref MemoryMarshal.GetArrayDataReference(image);
        var (line, corner) = ((nuint)shape.Stride, isSquare ? (nuint)1 : 0);
        for (var y = 0; y < shape.Height; y++)
        {
            var start = shape.StartOf(y);
            for (var column = 0; column < shape.Width; column += Lanes)
            {
                var place = (nuint)(start + column);
                var pixels = Vector256.LoadUnsafe(ref source, place) * sign;
                var above = Larger(At(ref source, place - line - corner, sign), At(ref source, place - line + corner, sign));
                var below = Larger(At(ref source, place + line - corner, sign), At(ref source, place + line + corner, sign));
                var beside = Larger(At(ref source, place - 1, sign), At(ref source, place + 1, sign));
                var largest = Larger(Larger(pixels, beside), Larger(above, below));
                if (isSquare)
                {
                    largest = Larger(largest, Larger(At(ref source, place - line, sign), At(ref source, place + line, sign)));
                }

                (Vectors.MultiplyAdd(share, largest - pixels, pixels) * sign).StoreUnsafe(ref moved[start + column]);
            }

            // Whole vectors reach into the border, which must stay 0: two pixels behind, one before the next line. The rest is
            // overwritten with that line.
            moved.AsSpan(start + shape.Width, Math.Min(Lanes, moved.Length - start - shape.Width)).Clear();
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        static Vector256<float> At(ref float first, nuint place, Vector256<float> sign) =>
            Vector256.LoadUnsafe(ref first, place) * sign;
    }

    // Faster than Vector256.Max, which checks for NaN.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> Larger(Vector256<float> a, Vector256<float> b) =>
        Vector256.ConditionalSelect(Vector256.GreaterThan(a, b), a, b);
}
