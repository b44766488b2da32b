using System.Runtime.InteropServices;
using TorchSharp;

namespace DenseNetworks.ML.Training;

/// <summary>Dense features on a device. They live as long as the dispose scope in which they are created.</summary>
internal sealed class DeviceFeatures(int rowCount, int featureCount, torch.Device device) : IFeatureStore
{
    /// <summary>Gets the features, float32 <c>[rows, features]</c>.</summary>
    public torch.Tensor Values { get; } = torch.empty(rowCount, featureCount, dtype: torch.ScalarType.Float32, device: device);

    public void Add(int firstRow, int count, ReadOnlySpan<float> values)
    {
        using var here = torch.empty(count, featureCount, dtype: torch.ScalarType.Float32, device: torch.CPU);
        values.CopyTo(MemoryMarshal.Cast<byte, float>(here.bytes));
        using var there = Values.narrow(0, firstRow, count);
        there.copy_(here);
    }

    public void CopyTo(int row, Span<float> destination)
    {
        using var there = Values[row];
        using var here = there.cpu();
        here.data<float>().CopyTo(destination);
    }
}
