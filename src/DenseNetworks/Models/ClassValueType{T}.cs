namespace DenseNetworks.Models;

/// <inheritdoc />
/// <param name="Code">The type's number in a saved model. It never changes.</param>
/// <param name="Write">Stores a value.</param>
/// <param name="ReadValue">Reads a stored value.</param>
/// <param name="ToText">Names a value, the same in every culture.</param>
internal sealed record ClassValueType<T>(
    byte Code, Action<BinaryWriter, T> Write, Func<BinaryReader, T> ReadValue, Func<T, string> ToText)
    : ClassValueType(Code, typeof(T))
{
    public override TResult Accept<TResult>(IClassValueTypeVisitor<TResult> visitor) => visitor.Visit(this);

    public override ClassValues Read(BinaryReader reader, int count)
    {
        var values = new T[count];
        for (var i = 0; i < count; i++)
        {
            values[i] = ReadValue(reader);
        }

        return new ClassValues<T>(this, values);
    }
}
