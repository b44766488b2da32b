using Microsoft.ML;
using Microsoft.ML.Data;

namespace DenseNetworks.ML.MLNet.Schemas;

/// <inheritdoc />
/// <param name="ItemType">The type as ML.NET has it.</param>
/// <param name="ReadValues">Reads so many values. It takes memory only for those that are there.</param>
internal sealed record SchemaValueType<T>(PrimitiveDataViewType ItemType, Func<SchemaBytes, int, T[]> ReadValues)
    : SchemaValueType(ItemType)
{
    public override void AddValue(
        DataViewSchema.Annotations.Builder annotations, string kind, DataViewType type, SchemaBytes bytes)
    {
        if (type is VectorDataViewType vectorType)
        {
            var vector = ReadVector(vectorType, bytes);
            annotations.Add(kind, type, (ref VBuffer<T> destination) => vector.CopyTo(ref destination));
        }
        else
        {
            var value = ReadValues(bytes, 1)[0];
            annotations.Add(kind, type, (ref T destination) => destination = value);
        }
    }

    // One vector, stored as ML.NET stores several: int32 number of vectors; int32 length of all, or 0 and then the length of
    // each; int32 number of values of each, -1 if it is dense; int32 number of indices; the indices; the values.
    private VBuffer<T> ReadVector(VectorDataViewType type, SchemaBytes bytes)
    {
        var vectorCount = bytes.ReadInt32();
        var length = bytes.ReadInt32();
        if (vectorCount != 1 || length < 0 || (type.IsKnownSize && length != type.Size))
        {
            throw InvalidSchema.Damaged($"it claims {vectorCount} vectors of length {length}, for one of type {type}");
        }

        length = length > 0 ? length : bytes.ReadInt32();
        var valueCount = bytes.ReadInt32();
        var indexCount = bytes.ReadInt32();
        var isDense = valueCount == -1;
        if (length < 0 || valueCount < -1 || valueCount > length || indexCount != Math.Max(0, valueCount))
        {
            throw InvalidSchema.Damaged($"it claims {valueCount} values at {indexCount} indices for a length of {length}");
        }

        var indices = ReadIndices(bytes, indexCount, length);
        return isDense
            ? new VBuffer<T>(length, ReadValues(bytes, length))
            : new VBuffer<T>(length, valueCount, ReadValues(bytes, valueCount), indices);
    }

    private static int[] ReadIndices(SchemaBytes bytes, int count, int length)
    {
        var indices = SchemaValues.ReadInt32s(bytes, count);
        var previous = -1;
        foreach (var index in indices)
        {
            if (index <= previous || index >= length)
            {
                throw InvalidSchema.Damaged($"it claims a value at index {index} after {previous}, of a length of {length}");
            }

            previous = index;
        }

        return indices;
    }
}
