using System.Globalization;
using System.Text;

namespace DenseNetworks.IO;

/// <summary>
/// Makes text from anyone, the name of a file or of a class, fit for a message: what it could do to a terminal, a log or the reader's
/// eye is written out instead, and what has no end is shortened.
/// </summary>
internal static class Printable
{
    /// <summary>The most characters of a path: as long as the system lets one be.</summary>
    public const int PathLength = 4096;

    /// <summary>The most characters of a message that has words of others in it.</summary>
    public const int MessageLength = 8192;

    private const int NameLength = 300;

    // They join letters in Arabic, Hindi and emoji.
    private const int ZeroWidthNonJoiner = 0x200C;
    private const int ZeroWidthJoiner = 0x200D;

    /// <summary>Makes a text printable, on one line. Of a longer one the middle is left out.</summary>
    public static string Of(string text, int maxLength = NameLength) => Escape(Shorten(text, maxLength));

    /// <summary>Makes the path of a file printable, on one line.</summary>
    public static string Path(string path) => Of(path, PathLength);

    /// <summary>Makes a message printable that has lines of its own.</summary>
    public static string Lines(string message) => string.Join(
        Environment.NewLine, Shorten(message, MessageLength).Split('\n').Select(line => Escape(line.TrimEnd('\r'))));

    /// <summary>Tells whether an exception, with those that it came of, can be written to a log as it is.</summary>
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
        : FormattableString.Invariant($"{text[..(length / 2)]}… ({text.Length - length:N0} characters left out) …{text[^(length / 2)..]}");

    private static string Escape(string text)
    {
        StringBuilder? escaped = null; // seldom needed
        var position = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            if (!IsPrintable(rune))
            {
                (escaped ??= new StringBuilder().Append(text, 0, position)).Append(CultureInfo.InvariantCulture, $"\\u{{{rune.Value:X}}}");
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
