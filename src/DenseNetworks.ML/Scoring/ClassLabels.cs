using System.Globalization;
using System.Reflection;
using DenseNetworks.IO;
using DenseNetworks.Models;
using Microsoft.ML;
using Microsoft.ML.Data;
using Kinds = Microsoft.ML.Data.AnnotationUtils.Kinds;

namespace DenseNetworks.ML.Scoring;

/// <summary>Reads class values from the label column of a data view, and adds them to the columns of scores.</summary>
internal static class ClassLabels
{
    private const int ListedNames = 10;

    /// <summary>Reads the values of a label column, or returns null if its keys have none.</summary>
    /// <exception cref="NotSupportedException">The values have a type that cannot be stored.</exception>
    public static ClassValues? FromLabelColumn(DataViewSchema.Column label)
    {
        var keyValues = label.Annotations.Schema.GetColumnOrNull(Kinds.KeyValues);
        return keyValues?.Type is VectorDataViewType { IsKnownSize: true } type
            && label.Type is KeyDataViewType key && (ulong)type.Size == key.Count // ML.NET ignores values of another count
            ? (ClassValues)CallFor(RequireStorable(label.Name, type.ItemType), nameof(ReadKeyValues), label.Annotations)!
            : null;
    }

    /// <summary>Ensures that the keys of validation rows have the same values as those of training rows.</summary>
    /// <exception cref="InvalidOperationException">The values differ.</exception>
    public static void CheckEqual(ClassValues? training, ClassValues? validation)
    {
        if (FirstDifference(training?.GetNames(), validation?.GetNames()) is var (key, name, other))
        {
            throw new InvalidOperationException(
                $"Key {key} of the label is '{name}' in the data but '{other}' in the ValidationSet. Map both to keys with " +
                "the same fitted transformer.");
        }
    }

    /// <summary>Finds the first key that has two names, and returns both fit for a message; or null if there is none.</summary>
    public static (int Key, string Name, string Other)? FirstDifference(
        IReadOnlyList<string>? names, IReadOnlyList<string>? others)
    {
        // Keys without values are mere numbers, and there are as many of them.
        var count = names is null || others is null ? 0 : names.Count;
        var first = Enumerable.Range(0, count).FirstOrDefault(i => names![i] != others![i], count);
        return first == count ? null : (first + 1, Printable.Of(names![first]), Printable.Of(others![first]));
    }

    /// <summary>Returns the name of each class: the value of the label, or a number from 0 if there are no values.</summary>
    public static IReadOnlyList<string> NamesOf(ClassValues? values, int classCount) => values?.GetNames()
        ?? [.. Enumerable.Range(0, classCount).Select(label => label.ToString(CultureInfo.InvariantCulture))];

    /// <summary>Formats the first ten names for a message.</summary>
    public static string List(IReadOnlyList<string> names) =>
        string.Join(", ", names.Take(ListedNames).Select(name => $"'{Printable.Of(name)}'")) +
        (names.Count > ListedNames ? $" and {names.Count - ListedNames} more" : "");

    /// <summary>Returns the .NET type of <paramref name="itemType"/>.</summary>
    /// <exception cref="NotSupportedException">Values of the type cannot be stored.</exception>
    public static Type RequireStorable(string labelColumnName, DataViewType itemType) =>
        ClassValues.CanStore(itemType.RawType) && ItemType(itemType.RawType).Equals(itemType)
            ? itemType.RawType
            : throw new NotSupportedException(
                $"The key values of label column '{Printable.Of(labelColumnName)}' are of type {itemType}, which cannot be " +
                "saved. Map text, numbers, booleans, dates or times to keys instead.");

    /// <summary>Returns the ML.NET type of a .NET type.</summary>
    public static PrimitiveDataViewType ItemType(Type type) => ColumnTypeExtensions.PrimitiveTypeFromType(type);

    /// <summary>Adds the values to the annotations of a column as <paramref name="kind"/>.</summary>
    public static void AddValues(this ClassValues values, DataViewSchema.Annotations.Builder annotations, string kind) =>
        CallFor(values.Type, nameof(AddValuesOf), values, annotations, kind);

    /// <summary>Adds the names of the values to the annotations of a vector column with one slot per class.</summary>
    public static void AddSlotNames(this ClassValues values, DataViewSchema.Annotations.Builder annotations) =>
        annotations.AddSlotNames(values.Count, (ref VBuffer<ReadOnlyMemory<char>> names) =>
            names = new VBuffer<ReadOnlyMemory<char>>(values.Count, [.. values.GetNames().Select(name => name.AsMemory())]));

    // The type of the values is known only at run time.
    private static object? CallFor(Type type, string method, params object[] arguments) => typeof(ClassLabels)
        .GetMethod(method, BindingFlags.NonPublic | BindingFlags.Static)!.MakeGenericMethod(type)
        .Invoke(null, BindingFlags.DoNotWrapExceptions, binder: null, arguments, culture: null);

    private static ClassValues ReadKeyValues<T>(DataViewSchema.Annotations annotations)
    {
        VBuffer<T> values = default;
        annotations.GetValue(Kinds.KeyValues, ref values);
        return new ClassValues(values.DenseValues().ToArray());
    }

    private static void AddValuesOf<T>(ClassValues values, DataViewSchema.Annotations.Builder annotations, string kind) =>
        annotations.Add(kind, new VectorDataViewType(ItemType(values.Type), values.Count),
            (ref VBuffer<T> destination) => new VBuffer<T>(values.Count, values.As<T>()).CopyTo(ref destination));
}
