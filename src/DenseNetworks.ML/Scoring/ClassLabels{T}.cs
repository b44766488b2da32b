using Microsoft.ML;
using Microsoft.ML.Data;

namespace DenseNetworks.ML.Scoring;

/// <inheritdoc />
internal sealed class ClassLabels<T>(ClassValueType<T> type, T[] values) : ClassLabels
{
    public override int Count => values.Length;

    public override IEnumerable<string> GetNames() => values.Select(type.ToText);

    public override void AddValues(DataViewSchema.Annotations.Builder annotations, string kind) =>
        annotations.Add(kind, new VectorDataViewType(type.ItemType, values.Length),
            (ref VBuffer<T> destination) => new VBuffer<T>(values.Length, values).CopyTo(ref destination));

    protected override void WriteValues(BinaryWriter writer)
    {
        writer.Write(type.Code);
        writer.Write(values.Length);
        foreach (var value in values)
        {
            type.Write(writer, value);
        }
    }
}
