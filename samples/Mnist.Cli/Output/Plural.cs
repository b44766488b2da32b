using System.Globalization;

namespace Mnist.Cli.Output;

/// <summary>Writes counts with words in the singular or plural.</summary>
internal static class Plural
{
    /// <summary>Writes a count and a word: "1 epoch", "1,200 images".</summary>
    public static string Of(long count, string word) => string.Create(CultureInfo.InvariantCulture, $"{count:N0} " +
        $"{word}{(count == 1 ? "" : "s")}");
}
