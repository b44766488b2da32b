namespace DenseNetworks.Models;

/// <inheritdoc />
/// <param name="type">The type of the values.</param>
/// <param name="values">The values. The array is kept.</param>
internal sealed class ClassValues<T>(ClassValueType<T> type, T[] values) : ClassValues
{
    /// <summary>Gets the values, one for each class.</summary>
    public ReadOnlyMemory<T> Values => values;

    public override ClassValueType Type => type;

    public override int Count => values.Length;

    public override IReadOnlyList<string> GetNames() => Array.AsReadOnly(Array.ConvertAll(values, value => type.ToText(value)));

    protected override void Write(BinaryWriter writer)
    {
        writer.Write(type.Code);
        writer.Write(values.Length);
        foreach (var value in values)
        {
            type.Write(writer, value);
        }
    }
}
