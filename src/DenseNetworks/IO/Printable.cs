using System.Globalization;
using System.Text;

namespace DenseNetworks.IO;

/// <summary>
/// Makes untrusted text, such as the name of a file or a class, safe for messages: characters that could affect a terminal, a
/// log or the reader are escaped, and long text is shortened.
/// </summary>
internal static class Printable
{
    /// <summary>The maximum length of a path in characters, which is the limit of the system.</summary>
    public const int PathLength = 4096;

    /// <summary>The maximum length of a message that contains untrusted text.</summary>
    public const int MessageLength = 8192;

    private const int NameLength = 300;

    // These join letters in Arabic, Hindi and emoji.
    private const int ZeroWidthNonJoiner = 0x200C;
    private const int ZeroWidthJoiner = 0x200D;

    /// <summary>Makes a text printable, on one line. The middle of a longer text is left out.</summary>
    public static string Of(string text, int maxLength = NameLength) => Escape(Shorten(text, maxLength));

    /// <summary>Makes the path of a file printable, on one line.</summary>
    public static string Path(string path) => Of(path, PathLength);

    /// <summary>Makes a message printable, but keeps its line breaks.</summary>
    public static string Lines(string message) => string.Join(
        Environment.NewLine, Shorten(message, MessageLength).Split('\n').Select(line => Escape(line.TrimEnd('\r'))));

    /// <summary>Determines whether the messages of an exception and its inner exceptions are printable.</summary>
    public static bool Is(Exception? exception)
    {
        for (; exception is not null; exception = exception.InnerException)
        {
            if (Lines(exception.Message).ReplaceLineEndings() != exception.Message.ReplaceLineEndings())
            {
                return false;
            }
        }

        return true;
    }

    private static string Shorten(string text, int length) => text.Length <= length
        ? text
        : FormattableString.Invariant($"{text[..(length / 2)]}… ({text.Length - length:N0} characters left out) …") +
            text[^(length / 2)..];

    private static string Escape(string text)
    {
        StringBuilder? escaped = null; // rarely needed
        var position = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            if (!IsPrintable(rune))
            {
                escaped ??= new StringBuilder().Append(text, 0, position);
                escaped.Append(CultureInfo.InvariantCulture, $"\\u{{{rune.Value:X}}}");
            }
            else
            {
                escaped?.Append(rune);
            }

            position += rune.Utf16SequenceLength;
        }

        return escaped?.ToString() ?? text;
    }

    private static bool IsPrintable(Rune rune) => Rune.GetUnicodeCategory(rune) switch
    {
        UnicodeCategory.Control or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator => false,
        UnicodeCategory.Format => rune.Value is ZeroWidthNonJoiner or ZeroWidthJoiner,
        _ => true,
    };
}
