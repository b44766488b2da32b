using System.Text;
using DenseNetworks.IO;

namespace Mnist.Classifier.Data.Files;

/// <summary>Recognizes files that are often found in place of data files, by their first bytes.</summary>
internal static class FileContent
{
    private const int StartLength = 64;

    /// <summary>Reads as many bytes as are needed, or all that there are.</summary>
    public static byte[] ReadStart(Stream stream)
    {
        var start = new byte[StartLength];
        return start[..stream.ReadAtLeast(start, start.Length, throwOnEndOfStream: false)];
    }

    /// <summary>
    /// Returns what the file is and what to do, in words that follow its name, or null if it is not recognized.
    /// </summary>
    public static string? Describe(ReadOnlySpan<byte> start)
    {
        var text = Encoding.Latin1.GetString(start[..Math.Min(start.Length, StartLength)]).TrimStart();
        return start switch
        {
            [] => "is empty. Fetch or write it again.",
            [0x50, 0x4B, 3, 4, ..] => "is a zip file. Extract it, and name what was in it.",
            [0x89, 0x50, 0x4E, 0x47, ..] or [0xFF, 0xD8, 0xFF, ..] => "is a picture. Put pictures into a folder for each " +
                "class.",
            [0x50, 0x41, 0x52, 0x31, ..] => "is a Parquet file. The command line reads those: mnist --data.",
            [0x93, 0x4E, 0x55, 0x4D, 0x50, 0x59, ..] => "is a NumPy array. Write it as a table: numpy.savetxt(..., " +
                "delimiter=',').",
            [0x89, 0x48, 0x44, 0x46, ..] => "is an HDF5 file. Write its images and labels as IDX files or as a table.",
            _ when text.StartsWith("version https://git-lfs", StringComparison.Ordinal) =>
                "is a pointer of Git LFS, not the file itself. Fetch that: git lfs pull.",
            _ when IsWebPage(text) => "is a web page, not the file itself. Fetch that again, by the link to the raw file.",
            _ => null,
        };
    }

    /// <summary>Throws if the file is recognized as something other than data.</summary>
    /// <exception cref="InvalidDataException">It is; the message says what it is, and what to do.</exception>
    public static void RequireData(string path, ReadOnlySpan<byte> start)
    {
        if (Describe(start) is { } description)
        {
            throw new InvalidDataException($"'{Printable.Path(path)}' {description}");
        }
    }

    private static bool IsWebPage(string text) =>
        text.StartsWith("<!doctype", StringComparison.OrdinalIgnoreCase)
        || text.StartsWith("<html", StringComparison.OrdinalIgnoreCase);
}
