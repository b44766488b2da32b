using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using DenseNetworks.Network;

namespace DenseNetworks.ML.Training;

/// <summary>Interpolates an image between its pixels, at eight points at a time.</summary>
internal static class Interpolation
{
    /// <summary>Computes the bilinear interpolation of an image, stored by lines, at each point.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Bilinear(float[] image, int stride, Vector256<float> x, Vector256<float> y)
    {
        var (left, top) = (Truncate(x), Truncate(y));
        var across = x - Vector256.ConvertToSingle(left);
        var down = y - Vector256.ConvertToSingle(top);
        var places = (top * stride) + left;
        var upper = Pairs(image, places, across);
        var lower = Pairs(image, places + Vector256.Create(stride), across);
        return Vectors.MultiplyAdd(down, lower - upper, upper);
    }

    // Interpolates between each pixel and the one to its right.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> Pairs(float[] image, Vector256<int> places, Vector256<float> across)
    {
        var (left, right) = Avx2.IsSupported ? GatherPairs(image, places) : PickPairs(image, places);
        return Vectors.MultiplyAdd(across, right - left, left);
    }

    /// <summary>Reads each pixel and the one to its right with AVX2.</summary>
    // Two neighbors are read as one number of twice the size, which halves the number of reads.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static unsafe (Vector256<float> Left, Vector256<float> Right) GatherPairs(float[] image, Vector256<int> places)
    {
        var (low, high) = (places.GetLower().AsInt64(), places.GetUpper().AsInt64());
        fixed (float* first = image)
        {
            // Points 0, 1, 4, 5 and points 2, 3, 6, 7, so that shuffling within halves restores their order.
            var outer = Avx2.GatherVector256((double*)first, Sse2.UnpackLow(low, high).AsInt32(), sizeof(float)).AsSingle();
            var inner = Avx2.GatherVector256((double*)first, Sse2.UnpackHigh(low, high).AsInt32(), sizeof(float)).AsSingle();
            return (Avx.Shuffle(outer, inner, 0b10_00_10_00), Avx.Shuffle(outer, inner, 0b11_01_11_01));
        }
    }

    /// <summary>Reads each pixel and the one to its right on any processor.</summary>
    internal static (Vector256<float> Left, Vector256<float> Right) PickPairs(float[] image, Vector256<int> places)
    {
        Span<float> left = stackalloc float[Vector256<float>.Count];
        Span<float> right = stackalloc float[Vector256<float>.Count];
        for (var i = 0; i < left.Length; i++)
        {
            left[i] = image[places.GetElement(i)];
            right[i] = image[places.GetElement(i) + 1];
        }

        return (Vector256.Create<float>(left), Vector256.Create<float>(right));
    }

    // Faster than Vector256.ConvertToInt32, which checks for numbers that are too large.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<int> Truncate(Vector256<float> values) =>
        Avx.IsSupported ? Avx.ConvertToVector256Int32WithTruncation(values) : Vector256.ConvertToInt32(values);
}
