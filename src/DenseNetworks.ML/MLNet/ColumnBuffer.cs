using Microsoft.ML;
using Microsoft.ML.Data;

namespace DenseNetworks.ML.MLNet;

/// <summary>The values of a column in some rows. For one thread at a time.</summary>
internal abstract class ColumnBuffer
{
    /// <summary>Gets what gives the value of the row that a cursor stands on.</summary>
    public abstract Delegate Getter { get; }

    public static ColumnBuffer Create(DataViewRow source, DataViewSchema.Column column, int rowCount, Func<int> getRow)
    {
        var type = column.Type is VectorDataViewType vector
            ? typeof(VectorBuffer<>).MakeGenericType(vector.ItemType.RawType)
            : typeof(ScalarBuffer<>).MakeGenericType(column.Type.RawType);
        return (ColumnBuffer)Activator.CreateInstance(type, source, column, rowCount, getRow)!;
    }

    /// <summary>Reads the value of the row that the source stands on.</summary>
    public abstract void Read(int row);
}

/// <summary>Numbers, texts, keys and the like.</summary>
internal sealed class ScalarBuffer<T>(DataViewRow source, DataViewSchema.Column column, int rowCount, Func<int> getRow)
    : ColumnBuffer
{
    private readonly ValueGetter<T> _read = source.GetGetter<T>(column);
    private readonly T[] _values = new T[rowCount];

    public override Delegate Getter => (ValueGetter<T>)((ref T value) => value = _values[getRow()]);

    public override void Read(int row) => _read(ref _values[row]);
}

/// <summary>Vectors, each in arrays of its own, which the next ones in its place use again.</summary>
internal sealed class VectorBuffer<T>(DataViewRow source, DataViewSchema.Column column, int rowCount, Func<int> getRow)
    : ColumnBuffer
{
    private readonly ValueGetter<VBuffer<T>> _read = source.GetGetter<VBuffer<T>>(column);

    public VBuffer<T>[] Values { get; } = new VBuffer<T>[rowCount];

    public override Delegate Getter => (ValueGetter<VBuffer<T>>)((ref VBuffer<T> value) => Values[getRow()].CopyTo(ref value));

    public override void Read(int row) => _read(ref Values[row]);
}
