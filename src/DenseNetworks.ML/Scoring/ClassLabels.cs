using Microsoft.ML;
using Microsoft.ML.Data;
using Kinds = Microsoft.ML.Data.AnnotationUtils.Kinds;

namespace DenseNetworks.ML.Scoring;

/// <summary>
/// The values behind the keys of the label that a network was trained on: class i of the network has value i. Immutable.
/// </summary>
internal abstract class ClassLabels
{
    private const byte NoValues = 0;

    private const int MaxCount = 1 << 20;

    /// <summary>Gets the number of classes.</summary>
    public abstract int Count { get; }

    /// <summary>
    /// Reads the values from a label column, or returns null if its keys have none.
    /// </summary>
    /// <exception cref="NotSupportedException">The values have a type that cannot be stored.</exception>
    public static ClassLabels? FromLabelColumn(DataViewSchema.Column label)
    {
        var keyValues = label.Annotations.Schema.GetColumnOrNull(Kinds.KeyValues);
        return keyValues?.Type is VectorDataViewType { IsKnownSize: true } type
            && label.Type is KeyDataViewType key && (ulong)type.Size == key.Count // ML.NET ignores values of another count
            ? RequireStorable(label.Name, type.ItemType).FromKeyValues(label.Annotations)
            : null;
    }

    /// <summary>Sees to it that the keys of validation rows stand for the same classes as those of training rows.</summary>
    /// <exception cref="InvalidOperationException">They do not.</exception>
    public static void CheckEqual(ClassLabels? training, ClassLabels? validation)
    {
        var (names, others) = (training?.GetNames().ToList(), validation?.GetNames().ToList());
        if (names is null || others is null || names.SequenceEqual(others))
        {
            return; // keys without values are mere numbers, and as many
        }

        var first = names.Zip(others).TakeWhile(pair => pair.First == pair.Second).Count();
        throw new InvalidOperationException(
            $"Key {first + 1} of the label is '{names[first]}' in the data and '{others[first]}' in the ValidationSet. Map both to " +
            "keys by the same fitted transformer.");
    }

    /// <summary>Returns how values of <paramref name="itemType"/> are stored.</summary>
    /// <exception cref="NotSupportedException">They cannot be stored.</exception>
    public static ClassValueType RequireStorable(string labelColumnName, DataViewType itemType) =>
        ClassValueType.Find(itemType) ?? throw new NotSupportedException(
            $"The key values of label column '{labelColumnName}' are of type {itemType}, which a model cannot store. Map " +
            "text, numbers or booleans to keys instead.");

    /// <summary>Writes the values, or that there are none.</summary>
    public static void Write(BinaryWriter writer, ClassLabels? labels)
    {
        if (labels is null)
        {
            writer.Write(NoValues);
        }
        else
        {
            labels.WriteValues(writer);
        }
    }

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    /// <exception cref="InvalidDataException">The values are of an unknown type or cut off.</exception>
    public static ClassLabels? Read(BinaryReader reader)
    {
        try
        {
            var code = reader.ReadByte();
            if (code == NoValues)
            {
                return null;
            }

            var type = ClassValueType.Find(code) ?? throw new InvalidDataException(
                $"The model's class labels have the unknown type {code}. Use a newer version of Mnist.Classifier.");
            return type.Read(reader, ReadCount(reader));
        }
        catch (Exception e) when (e is IOException or FormatException or ArgumentException)
        {
            throw new InvalidDataException("The model's class labels are damaged or cut off. Copy or train it again.", e);
        }
    }

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

    /// <summary>Adds the values to the annotations of a column, as <paramref name="kind"/>.</summary>
    public abstract void AddValues(DataViewSchema.Annotations.Builder annotations, string kind);

    /// <summary>Adds the values' names to the annotations of a vector column with one slot per class.</summary>
    public void AddSlotNames(DataViewSchema.Annotations.Builder annotations) =>
        annotations.AddSlotNames(Count, (ref VBuffer<ReadOnlyMemory<char>> names) =>
            names = new VBuffer<ReadOnlyMemory<char>>(Count, GetNames().Select(name => name.AsMemory()).ToArray()));

    /// <summary>Names each class, the same in every culture.</summary>
    public abstract IEnumerable<string> GetNames();

    protected abstract void WriteValues(BinaryWriter writer);
}
