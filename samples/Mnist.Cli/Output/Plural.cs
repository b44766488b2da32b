using System.Globalization;

namespace Mnist.Cli.Output;

/// <summary>Words of which there may be one.</summary>
internal static class Plural
{
    /// <summary>Writes a count and what is counted: "1 epoch", "1,200 images".</summary>
    public static string Of(long count, string word) => string.Create(CultureInfo.InvariantCulture, $"{count:N0} {word}{(count == 1 ? "" : "s")}");
}
