using DenseNetworks.IO;

namespace Mnist.Classifier.Data.Idx;

/// <summary>Words every complaint about a data file the same way: which file, where, what, and what to do.</summary>
internal static class InvalidFile
{
    private const string Advice = "The file is damaged or of another kind: fetch or write it again.";

    /// <summary>Words a fault at an offset from the start of the content, which may be compressed in the file.</summary>
    public static InvalidDataException Idx(string path, long offset, string found, string expected) =>
        new($"'{Printable.Path(path)}' is not a valid IDX file: at offset {offset} of its content, {Describe(found, expected)}");

    /// <summary>Words a fault at an offset from the start of the file.</summary>
    public static InvalidDataException Gzip(
        string path, long offset, string found, string expected, Exception? inner = null) =>
        new($"'{Printable.Path(path)}' is not a valid gzip file: at offset {offset}, {Describe(found, expected)}", inner);

    /// <summary>Throws what <see cref="Idx"/> words, unless all is well.</summary>
    public static void RequireIdx(bool isWell, string path, long offset, string found, string expected)
    {
        if (!isWell)
        {
            throw Idx(path, offset, found, expected);
        }
    }

    /// <summary>Throws what <see cref="Gzip"/> words, unless all is well.</summary>
    public static void RequireGzip(bool isWell, string path, long offset, string found, string expected)
    {
        if (!isWell)
        {
            throw Gzip(path, offset, found, expected);
        }
    }

    private static string Describe(string found, string expected) => $"found {found}; expected {expected}. {Advice}";
}
