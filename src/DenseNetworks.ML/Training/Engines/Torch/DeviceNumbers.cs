using System.Runtime.InteropServices;
using TorchSharp;

namespace DenseNetworks.ML.Training;

/// <summary>
/// The numbers of a network as a flat float32 tensor on any device. They live as long as the dispose scope in which they are
/// created.
/// </summary>
internal sealed class DeviceNumbers(torch.Tensor tensor) : IFlatNumbers
{
    public torch.Tensor Tensor => tensor;

    public IFlatNumbers MakeLike() => new DeviceNumbers(torch.empty_like(tensor));

    public void CopyFrom(IFlatNumbers other) => tensor.copy_(TensorOf(other));

    public void ExchangeWith(IFlatNumbers other)
    {
        using var held = tensor.clone();
        CopyFrom(other);
        TensorOf(other).copy_(held);
    }

    public bool AreFinite()
    {
        using var sum = tensor.sum();
        return float.IsFinite(sum.item<float>());
    }

    public void Read(long start, Span<float> destination)
    {
        using var there = tensor.narrow(0, start, destination.Length);
        using var here = there.cpu();
        MemoryMarshal.Cast<byte, float>(here.bytes).CopyTo(destination);
    }

    public void Write(long start, ReadOnlySpan<float> source)
    {
        using var here = torch.tensor(source.ToArray());
        using var there = tensor.narrow(0, start, source.Length);
        there.copy_(here);
    }

    public void Free() => tensor.Dispose();

    private static torch.Tensor TensorOf(IFlatNumbers numbers) => ((DeviceNumbers)numbers).Tensor;
}
