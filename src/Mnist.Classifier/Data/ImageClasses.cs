using DenseNetworks.IO;

namespace Mnist.Classifier.Data;

/// <summary>Checks the number of classes and their names.</summary>
internal static class ImageClasses
{
    /// <summary>A label is one byte.</summary>
    public const int MaxCount = byte.MaxValue + 1;

    public static void Validate(int count, string countParameter, IReadOnlyList<string>? names, string namesParameter)
    {
        if (count is < 1 or > MaxCount)
        {
            throw new ArgumentOutOfRangeException(
                countParameter, count, $"There must be 1 to {MaxCount} classes, but there are {count}.");
        }

        var complaint =
            names is null ? null
            : names.Count != count ? $"There are {names.Count} names for {count} classes."
            : names.ToList().FindIndex(string.IsNullOrWhiteSpace) is >= 0 and var empty ? $"The name of class {empty} is empty."
            : names.GroupBy(name => name, StringComparer.Ordinal).FirstOrDefault(group => group.Count() > 1) is { } same
                ? $"Two classes are called '{Printable.Of(same.Key)}'."
            : null;
        if (complaint is not null)
        {
            throw new ArgumentException(complaint, namesParameter);
        }
    }
}
