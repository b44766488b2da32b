using System.Buffers;
using DenseNetworks.Network;

namespace DenseNetworks;

/// <summary>
/// Represents a fully connected layer of a <see cref="DenseNetwork"/>: <c>output = input · weights + biases</c>, without its
/// activation. Immutable and safe for use from multiple threads.
/// </summary>
public sealed class DenseLayer
{
    /// <summary>The largest number of outputs of a narrow layer, such as one of ten classes.</summary>
    internal const int MostNarrowOutputs = 16;

    private readonly float[] _weights;
    private readonly float[] _biases;
    private float[]? _columns;

    /// <summary>Initializes a layer that takes ownership of the arrays.</summary>
    internal DenseLayer(float[] weights, float[] biases)
    {
        if (biases.Length == 0 || weights.Length == 0 || weights.Length % biases.Length != 0)
        {
            throw new ArgumentException(
                $"{weights.Length} weights cannot be laid out as [inputs, {biases.Length} outputs].", nameof(weights));
        }

        _weights = weights;
        _biases = biases;
        InputSize = weights.Length / biases.Length;
    }

    /// <summary>Gets the number of inputs.</summary>
    public int InputSize { get; }

    /// <summary>Gets the number of outputs.</summary>
    public int OutputSize => _biases.Length;

    /// <summary>Gets the weights, <c>[InputSize, OutputSize]</c>, stored by rows: those of one input are contiguous.</summary>
    public ReadOnlySpan<float> Weights => _weights;

    /// <summary>Gets the biases, <c>[OutputSize]</c>.</summary>
    public ReadOnlySpan<float> Biases => _biases;

    /// <summary>Returns a copy of the layer without its last output.</summary>
    internal DenseLayer WithoutLastOutput()
    {
        var kept = OutputSize - 1;
        var weights = new float[InputSize * kept];
        for (var input = 0; input < InputSize; input++)
        {
            _weights.AsSpan(input * OutputSize, kept).CopyTo(weights.AsSpan(input * kept));
        }

        return new DenseLayer(weights, _biases[..kept]);
    }

    /// <summary>Gets a value indicating whether rows with few zeros are multiplied faster together than one by one.</summary>
    internal bool IsWide => OutputSize > MostNarrowOutputs;

    // The transposed weights: those of one output are contiguous. Created on first use; two threads may both do so.
    private float[] Columns => _columns ??= MakeColumns();

    /// <summary>Computes <c>input · weights + biases</c>.</summary>
    /// <param name="input">The row, <c>[InputSize]</c>.</param>
    /// <param name="scan">The scan of the row, if there is one.</param>
    /// <param name="slots">A buffer for the row without its zeros: see <see cref="NonZeros"/>.</param>
    /// <param name="values">A buffer of the same length.</param>
    /// <param name="output">Receives the outputs. It may overlap the row.</param>
    internal void Apply(ReadOnlySpan<float> input, RowScan? scan, Span<int> slots, Span<float> values, Span<float> output)
    {
        if (!IsWide && IsFull((scan ?? RowScan.Of(input)).NonZeroCount))
        {
            ColumnProduct.Multiply(input, Columns, _biases, output);
            return;
        }

        var count = NonZeros.Gather(input, slots, values);
        ApplyByRows(new SparseRow(slots[..count], values[..count]), output);
    }

    /// <summary>Computes <c>input · weights + biases</c>: the same, bit for bit, as for the row with its zeros.</summary>
    internal void Apply(SparseRow input, Span<float> output)
    {
        if (IsWide || !IsFull(input.Values.Length))
        {
            ApplyByRows(input, output);
            return;
        }

        var rented = ArrayPool<float>.Shared.Rent(InputSize);
        var row = rented.AsSpan(0, InputSize);
        row.Clear();
        for (var i = 0; i < input.Slots.Length; i++)
        {
            row[input.Slots[i]] = input.Values[i];
        }

        ColumnProduct.Multiply(row, Columns, _biases, output);
        ArrayPool<float>.Shared.Return(rented);
    }

    // By columns, a narrow layer takes longer the shorter vectors are; by rows, the fewer zeros there are. Measured.
    private bool IsFull(int nonZeroCount) => (long)nonZeroCount * MatrixProduct.LaneCount >= 2L * InputSize;

    private void ApplyByRows(SparseRow input, Span<float> output)
    {
        _biases.CopyTo(output);
        SparseProduct.Add(input, _weights, output);
    }

    private float[] MakeColumns()
    {
        var columns = new float[_weights.Length];
        for (var i = 0; i < columns.Length; i++)
        {
            columns[i] = _weights[(i % InputSize * OutputSize) + (i / InputSize)];
        }

        return columns;
    }
}
