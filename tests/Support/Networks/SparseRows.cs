using DenseNetworks.Network;

namespace Testing;

/// <summary>Makes rows without their zeros, in the plainest way.</summary>
internal static class SparseRows
{
    public static SparseRow Of(float[] row)
    {
        var slots = Enumerable.Range(0, row.Length).Where(slot => row[slot] != 0).ToArray();
        return new SparseRow(slots, slots.Select(slot => row[slot]).ToArray());
    }
}
