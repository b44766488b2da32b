namespace DenseNetworks.Models;

/// <summary>
/// The values behind the keys of the label that a network was trained on: class i of the network has value i. Immutable.
/// </summary>
internal abstract class ClassValues
{
    private const byte NoValues = 0;

    private const int MaxCount = 1 << 20;

    /// <summary>Gets the type of the values.</summary>
    public abstract ClassValueType Type { get; }

    /// <summary>Gets the number of classes.</summary>
    public abstract int Count { get; }

    /// <summary>Writes the values, or that there are none.</summary>
    public static void Write(BinaryWriter writer, ClassValues? values)
    {
        if (values is null)
        {
            writer.Write(NoValues);
        }
        else
        {
            values.Write(writer);
        }
    }

    /// <summary>Reads what <see cref="Write(BinaryWriter, ClassValues?)"/> wrote.</summary>
    /// <exception cref="InvalidDataException">The values are of an unknown type or cut off.</exception>
    public static ClassValues? Read(BinaryReader reader)
    {
        try
        {
            var code = reader.ReadByte();
            if (code == NoValues)
            {
                return null;
            }

            var type = ClassValueType.Find(code) ?? throw new InvalidDataException(
                $"The model's class labels have the unknown type {code}. Use a newer version of this library.");
            return type.Read(reader, ReadCount(reader));
        }
        catch (Exception e) when (e is IOException or FormatException or ArgumentException)
        {
            throw new InvalidDataException("The model's class labels are damaged or cut off. Copy or train it again.", e);
        }
    }

    /// <summary>Names each class, the same in every culture.</summary>
    public abstract IReadOnlyList<string> GetNames();

    protected abstract void Write(BinaryWriter writer);

    // Each value has a byte at least, so a count that is claimed takes no more memory than there are bytes.
    private static int ReadCount(BinaryReader reader)
    {
        var count = reader.ReadInt32();
        return count is > 0 and <= MaxCount && count <= reader.BaseStream.Length - reader.BaseStream.Position
            ? count
            : throw new InvalidDataException(
                $"The model claims {count} class labels; 1 to {MaxCount} are possible, if they are there. " +
                "Copy or train it again.");
    }
}
