using System.Numerics;
using System.Runtime.InteropServices;

namespace DenseNetworks.Network;

/// <summary>Rectified linear units: what is below 0 becomes 0, and what is not a number stays so.</summary>
internal static class Relu
{
    /// <returns>Whether all of them are finite numbers.</returns>
    public static bool Apply(Span<float> values)
    {
        var vectors = MemoryMarshal.Cast<float, Vector<float>>(values);
        var finite = Vector<int>.AllBitsSet;
        foreach (ref var vector in vectors)
        {
            finite &= Vector.LessThan(Vector.Abs(vector), new Vector<float>(float.PositiveInfinity)); // NaN is not less either
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
