using System.Globalization;

namespace Mnist.Classifier.Data;

/// <summary>What digits are called in files and folders: 7, 07, seven.</summary>
internal static class DigitNames
{
    private static readonly string[] Words = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"];

    /// <summary>Gets the digit of a name, or null where it is that of none.</summary>
    public static int? Find(string name) =>
        int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? (number < Words.Length ? number : null)
        : Array.FindIndex(Words, word => word.Equals(name, StringComparison.OrdinalIgnoreCase)) is >= 0 and var digit ? digit
        : null;
}
