using TorchSharp;

namespace DenseNetworks.ML.Training;

/// <summary>Features with all their zeros. They end with the dispose scope in which they are read.</summary>
internal sealed class DenseFeatures(IReadOnlyList<FloatBuffer> blocks, int rowsPerBlock, int rowCount, int featureCount) : IFeatures
{
    private readonly FloatBuffer[] _blocks = [.. blocks];
    private torch.Tensor? _moved;

    public void CopyTo(int row, Span<float> destination)
    {
        if (_moved is null)
        {
            _blocks[row / rowsPerBlock].Slice((long)(row % rowsPerBlock) * featureCount, featureCount).CopyTo(destination);
            return;
        }

        using var there = _moved[row];
        using var here = there.cpu();
        here.data<float>().CopyTo(destination);
    }

    /// <summary>
    /// Moves the rows to a device. Afterwards they are there and nowhere else, and <see cref="CopyTo"/> reads them from there.
    /// </summary>
    /// <returns>Float32, <c>[rows, features]</c>.</returns>
    public torch.Tensor MoveTo(torch.Device device)
    {
        var matrix = torch.empty(rowCount, featureCount, dtype: torch.ScalarType.Float32, device: device);
        for (var i = 0; i < _blocks.Length; i++)
        {
            var start = (long)i * rowsPerBlock;
            var count = Math.Min(rowsPerBlock, rowCount - start);
            using var place = matrix.narrow(0, start, count);
            using var block = _blocks[i].View(0, count, featureCount);
            place.copy_(block);
            _blocks[i].Tensor.Dispose(); // its memory is not held until the scope ends
        }

        _moved = matrix;
        return matrix;
    }
}
