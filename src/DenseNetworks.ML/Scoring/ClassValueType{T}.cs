using Microsoft.ML;
using Microsoft.ML.Data;
using Kinds = Microsoft.ML.Data.AnnotationUtils.Kinds;

namespace DenseNetworks.ML.Scoring;

/// <inheritdoc />
/// <param name="Code">The type's number in a saved model. It never changes.</param>
/// <param name="ItemType">The type as ML.NET has it.</param>
/// <param name="Write">Stores a value.</param>
/// <param name="ReadValue">Reads a stored value.</param>
/// <param name="ToText">Names a value, the same in every culture.</param>
internal sealed record ClassValueType<T>(
    byte Code, PrimitiveDataViewType ItemType, Action<BinaryWriter, T> Write, Func<BinaryReader, T> ReadValue, Func<T, string> ToText)
    : ClassValueType(Code, ItemType)
{
    public override ClassLabels FromKeyValues(DataViewSchema.Annotations annotations)
    {
        VBuffer<T> values = default;
        annotations.GetValue(Kinds.KeyValues, ref values);
        return new ClassLabels<T>(this, values.DenseValues().ToArray());
    }

    public override ClassLabels Read(BinaryReader reader, int count)
    {
        var values = new T[count];
        for (var i = 0; i < count; i++)
        {
            values[i] = ReadValue(reader);
        }

        return new ClassLabels<T>(this, values);
    }
}
