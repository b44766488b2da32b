using DenseNetworks.Network;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace Testing;

/// <summary>Reads columns out of data views.</summary>
internal static class Rows
{
    public static List<float[]> Vectors(IDataView data, string column) =>
        data.GetColumn<VBuffer<float>>(column).Select(vector => vector.DenseValues().ToArray()).ToList();

    /// <summary>Every score, bit for bit.</summary>
    public static List<uint> ScoreBits(IDataView data) =>
        Vectors(data, "Score").SelectMany(row => row.Select(BitConverter.SingleToUInt32Bits)).ToList();

    public static List<uint> Keys(IDataView data, string column) => data.GetColumn<uint>(column).ToList();
}
