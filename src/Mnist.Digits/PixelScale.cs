using System.Runtime.Intrinsics;

namespace Mnist.Digits;

/// <summary>Scales pixels to features by dividing them by 255.</summary>
internal static class PixelScale
{

    public const float LargestPixel = 255f;


    public static void ToFeatures(ReadOnlySpan<byte> pixels, Span<float> features)
    {
        features = features[..pixels.Length];
        var i = 0;
        for (; i <= pixels.Length - Vector128<byte>.Count; i += Vector128<byte>.Count)
        {
            var (low, high) = Vector128.Widen(Vector128.Create(pixels.Slice(i, Vector128<byte>.Count)));
            Divide(low, features.Slice(i, Vector128<ushort>.Count));
            Divide(high, features.Slice(i + Vector128<ushort>.Count, Vector128<ushort>.Count));
        }

        for (; i < pixels.Length; i++)
        {
            features[i] = pixels[i] / LargestPixel;
        }
    }

    private static void Divide(Vector128<ushort> pixels, Span<float> features)
    {
        var (low, high) = Vector128.Widen(pixels);
        var values = Vector256.ConvertToSingle(Vector256.Create(low, high).AsInt32());
        (values / Vector256.Create(LargestPixel)).CopyTo(features);
    }
}
