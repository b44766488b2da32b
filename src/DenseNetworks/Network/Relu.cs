using System.Numerics;
using System.Runtime.InteropServices;

namespace DenseNetworks.Network;

/// <summary>The rectified linear unit: negative values become 0, and NaN remains.</summary>
internal static class Relu
{
    /// <returns><see langword="true"/> if all values are finite; otherwise, <see langword="false"/>.</returns>
    public static bool Apply(Span<float> values)
    {
        var vectors = MemoryMarshal.Cast<float, Vector<float>>(values);
        var finite = Vector<int>.AllBitsSet;
        foreach (ref var vector in vectors)
        {
            finite &= Vector.LessThan(Vector.Abs(vector), new Vector<float>(float.PositiveInfinity)); // false for NaN
            vector = Vector.ConditionalSelect(Vector.LessThanOrEqual(vector, Vector<float>.Zero), Vector<float>.Zero, vector);
        }

        var areFinite = finite == Vector<int>.AllBitsSet;
        foreach (ref var value in values[(vectors.Length * Vector<float>.Count)..])
        {
            areFinite &= float.IsFinite(value);
            value = value <= 0 ? 0 : value; // -0 too
        }

        return areFinite;
    }
}
