namespace Mnist.Classifier.Data;

/// <summary>Checks how many classes a set has, and what they are called.</summary>
internal static class ClassNaming
{
    /// <summary>A label is one byte.</summary>
    private const int MaxCount = byte.MaxValue + 1;

    /// <exception cref="ArgumentOutOfRangeException">The count is not 1 to 256.</exception>
    /// <exception cref="ArgumentException">There are not as many names, or two are the same, or one is empty.</exception>
    public static void Validate(int classCount, IReadOnlyList<string>? names, string parameterName)
    {
        if (classCount is < 1 or > MaxCount)
        {
            throw new ArgumentOutOfRangeException(
                parameterName, classCount, $"There must be 1 to {MaxCount} classes, but there are {classCount}.");
        }

        if (names is null)
        {
            return;
        }

        if (names.Count != classCount)
        {
            throw new ArgumentException($"There are {names.Count} names for {classCount} classes.", parameterName);
        }

        if (names.FirstOrDefault(string.IsNullOrWhiteSpace) is { } empty)
        {
            throw new ArgumentException($"The name of class {names.ToList().IndexOf(empty)} is empty.", parameterName);
        }

        if (names.GroupBy(name => name, StringComparer.Ordinal).FirstOrDefault(group => group.Count() > 1) is { } same)
        {
            throw new ArgumentException($"Two classes are called '{same.Key}'.", parameterName);
        }
    }
}
