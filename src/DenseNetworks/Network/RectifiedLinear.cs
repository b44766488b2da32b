using System.Numerics;
using System.Runtime.InteropServices;

namespace DenseNetworks.Network;

/// <summary>Rectified linear units: what is below 0 becomes 0, and what is not a number stays so.</summary>
internal static class RectifiedLinear
{
    public static void Apply(Span<float> values)
    {
        var vectors = MemoryMarshal.Cast<float, Vector<float>>(values);
        foreach (ref var vector in vectors)
        {
            vector = Vector.ConditionalSelect(Vector.LessThanOrEqual(vector, Vector<float>.Zero), Vector<float>.Zero, vector);
        }

        foreach (ref var value in values[(vectors.Length * Vector<float>.Count)..])
        {
            value = value <= 0 ? 0 : value; // -0 too
        }
    }
}
