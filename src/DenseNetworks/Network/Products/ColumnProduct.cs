using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace DenseNetworks.Network;

/// <summary>
/// Multiplies a row by a matrix with few columns, stored by columns. If it were stored by rows, each of the few sums would have
/// to wait for its previous addition; here, each column is summed in two vectors.
/// </summary>
internal static unsafe class ColumnProduct
{
    private const int ColumnsAtOnce = 5;

    /// <summary>Computes <c>row · matrix + biases</c>.</summary>
    /// <param name="row">The row, <c>[inputs]</c>.</param>
    /// <param name="columns">The matrix, <c>[outputs, inputs]</c>.</param>
    /// <param name="biases">The biases, <c>[outputs]</c>.</param>
    /// <param name="output">Receives the product, <c>[outputs]</c>. It may overlap the row.</param>
    public static void Multiply(
        ReadOnlySpan<float> row, ReadOnlySpan<float> columns, ReadOnlySpan<float> biases, Span<float> output)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(columns.Length, row.Length * output.Length, nameof(columns));
        ArgumentOutOfRangeException.ThrowIfNotEqual(biases.Length, output.Length, nameof(biases));
        Span<float> sums = stackalloc float[DenseLayer.MostNarrowOutputs];
        sums = sums[..output.Length];
        fixed (float* rowFirst = row, columnFirst = columns, first = sums)
        {
            for (var column = 0; column < output.Length; column += ColumnsAtOnce)
            {
                var count = Math.Min(ColumnsAtOnce, output.Length - column);
                var from = columnFirst + ((nint)column * row.Length);
                if (MatrixProduct.LaneCount == Lanes512.Count)
                {
                    Multiply<Vector512<float>, Lanes512>(count, rowFirst, row.Length, from, first + column);
                }
                else if (MatrixProduct.LaneCount == Lanes256.Count)
                {
                    Multiply<Vector256<float>, Lanes256>(count, rowFirst, row.Length, from, first + column);
                }
                else
                {
                    Multiply<Vector128<float>, Lanes128>(count, rowFirst, row.Length, from, first + column);
                }
            }
        }

        for (var i = 0; i < output.Length; i++)
        {
            output[i] = biases[i] + sums[i];
        }
    }

    private static void Multiply<TVector, TLanes>(int count, float* row, int length, float* columns, float* sums)
        where TVector : unmanaged
        where TLanes : struct, ILanes<TVector>
    {
        switch (count)
        {
            case 1: Multiply<TVector, TLanes, Size1>(row, length, columns, sums); break;
            case 2: Multiply<TVector, TLanes, Size2>(row, length, columns, sums); break;
            case 3: Multiply<TVector, TLanes, Size3>(row, length, columns, sums); break;
            case 4: Multiply<TVector, TLanes, Size4>(row, length, columns, sums); break;
            default: Multiply<TVector, TLanes, Size5>(row, length, columns, sums); break;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Multiply<TVector, TLanes, TColumns>(float* row, int length, float* columns, float* sums)
        where TVector : unmanaged
        where TLanes : struct, ILanes<TVector>
        where TColumns : struct, ISize
    {
        TVector x0 = default, x1 = default, x2 = default, x3 = default, x4 = default;
        TVector y0 = default, y1 = default, y2 = default, y3 = default, y4 = default;
        var place = 0;
        for (; place <= length - (2 * TLanes.Count); place += 2 * TLanes.Count)
        {
            var u = TLanes.Load(row + place);
            var v = TLanes.Load(row + place + TLanes.Count);
            var from = columns + place;
            Step<TVector, TLanes, TColumns>(0, from, u, v, ref x0, ref y0);
            Step<TVector, TLanes, TColumns>(1, from + length, u, v, ref x1, ref y1);
            Step<TVector, TLanes, TColumns>(2, from + (2 * (nint)length), u, v, ref x2, ref y2);
            Step<TVector, TLanes, TColumns>(3, from + (3 * (nint)length), u, v, ref x3, ref y3);
            Step<TVector, TLanes, TColumns>(4, from + (4 * (nint)length), u, v, ref x4, ref y4);
        }

        End<TVector, TLanes, TColumns>(0, row, columns, place, length, x0, y0, sums);
        End<TVector, TLanes, TColumns>(1, row, columns, place, length, x1, y1, sums);
        End<TVector, TLanes, TColumns>(2, row, columns, place, length, x2, y2, sums);
        End<TVector, TLanes, TColumns>(3, row, columns, place, length, x3, y3, sums);
        End<TVector, TLanes, TColumns>(4, row, columns, place, length, x4, y4, sums);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Step<TVector, TLanes, TColumns>(
        int column, float* from, TVector u, TVector v, ref TVector x, ref TVector y)
        where TVector : unmanaged
        where TLanes : struct, ILanes<TVector>
        where TColumns : struct, ISize
    {
        if (column < TColumns.Value)
        {
            x = TLanes.MultiplyAdd(u, TLanes.Load(from), x);
            y = TLanes.MultiplyAdd(v, TLanes.Load(from + TLanes.Count), y);
        }
    }

    // The values that do not fill two vectors are added one by one.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void End<TVector, TLanes, TColumns>(
        int column, float* row, float* columns, int place, int length, TVector x, TVector y, float* sums)
        where TVector : unmanaged
        where TLanes : struct, ILanes<TVector>
        where TColumns : struct, ISize
    {
        if (column >= TColumns.Value)
        {
            return;
        }

        columns += column * (nint)length;
        if (place <= length - TLanes.Count)
        {
            x = TLanes.MultiplyAdd(TLanes.Load(row + place), TLanes.Load(columns + place), x);
            place += TLanes.Count;
        }

        var sum = TLanes.Sum(x) + TLanes.Sum(y);
        for (; place < length; place++)
        {
            sum += row[place] * columns[place];
        }

        sums[column] = sum;
    }
}
