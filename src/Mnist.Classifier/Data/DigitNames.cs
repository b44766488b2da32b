using System.Globalization;

namespace Mnist.Classifier.Data;

/// <summary>The names of digits in files and folders: 7, 07, seven.</summary>
internal static class DigitNames
{
    private static readonly string[] Words =
        ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"];

    /// <summary>Gets the digit of a name, or null if the name is not that of a digit.</summary>
    public static int? Find(string name)
    {
        var digit = int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : Array.FindIndex(Words, word => word.Equals(name, StringComparison.OrdinalIgnoreCase));
        return digit >= 0 && digit < Words.Length ? digit : null;
    }
}
