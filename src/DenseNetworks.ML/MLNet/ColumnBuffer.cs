using Microsoft.ML;
using Microsoft.ML.Data;

namespace DenseNetworks.ML.MLNet;

/// <summary>The values of a column in several rows. Not thread-safe.</summary>
internal abstract class ColumnBuffer
{
    /// <summary>Gets the <see cref="ValueGetter{TValue}"/> for the current row of a cursor.</summary>
    public abstract Delegate Getter { get; }

    public static ColumnBuffer Create(DataViewRow source, DataViewSchema.Column column, int rowCount, Func<int> getRow)
    {
        var type = column.Type is VectorDataViewType vector
            ? typeof(VectorBuffer<>).MakeGenericType(vector.ItemType.RawType)
            : typeof(ScalarBuffer<>).MakeGenericType(column.Type.RawType);
        return (ColumnBuffer)Activator.CreateInstance(type, source, column, rowCount, getRow)!;
    }

    /// <summary>Reads the value of the current row of the source.</summary>
    public abstract void Read(int row);
}

/// <summary>Buffers numbers, text, keys and other scalar values.</summary>
internal sealed class ScalarBuffer<T>(DataViewRow source, DataViewSchema.Column column, int rowCount, Func<int> getRow)
    : ColumnBuffer
{
    private readonly ValueGetter<T> _read = source.GetGetter<T>(column);
    private readonly T[] _values = new T[rowCount];

    public override Delegate Getter => (ValueGetter<T>)((ref T value) => value = _values[getRow()]);

    public override void Read(int row) => _read(ref _values[row]);
}

/// <summary>Buffers vectors. Their arrays are reused for later rows.</summary>
internal sealed class VectorBuffer<T>(DataViewRow source, DataViewSchema.Column column, int rowCount, Func<int> getRow)
    : ColumnBuffer
{
    private readonly ValueGetter<VBuffer<T>> _read = source.GetGetter<VBuffer<T>>(column);

    public VBuffer<T>[] Values { get; } = new VBuffer<T>[rowCount];

    public override Delegate Getter => (ValueGetter<VBuffer<T>>)((ref VBuffer<T> value) => Values[getRow()].CopyTo(ref value));

    public override void Read(int row) => _read(ref Values[row]);
}
