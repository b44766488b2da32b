using DenseNetworks.IO;

namespace Mnist.Classifier.Data;

/// <summary>Checks how many classes a set has, and what they are called.</summary>
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

        if (names is null)
        {
            return;
        }

        if (names.Count != count)
        {
            throw new ArgumentException($"There are {names.Count} names for {count} classes.", namesParameter);
        }

        if (names.ToList().FindIndex(string.IsNullOrWhiteSpace) is >= 0 and var empty)
        {
            throw new ArgumentException($"The name of class {empty} is empty.", namesParameter);
        }

        if (names.GroupBy(name => name, StringComparer.Ordinal).FirstOrDefault(group => group.Count() > 1) is { } same)
        {
            throw new ArgumentException($"Two classes are called '{Printable.Of(same.Key)}'.", namesParameter);
        }
    }
}
