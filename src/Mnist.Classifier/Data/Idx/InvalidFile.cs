using DenseNetworks.IO;

namespace Mnist.Classifier.Data.Idx;

/// <summary>Creates exceptions about data files, which all say which file, where, what, and what to do.</summary>
internal static class InvalidFile
{
    private const string Advice = "The file is damaged or of another kind: fetch or write it again.";

    /// <summary>Describes a fault at an offset in the content, which may be compressed in the file.</summary>
    public static InvalidDataException Idx(string path, long offset, string found, string expected) =>
        new($"'{Printable.Path(path)}' is not a valid IDX file: at offset {offset} of its content, " +
            $"{Describe(found, expected)}");

    /// <summary>Describes a fault at an offset in the file.</summary>
    public static InvalidDataException Gzip(
        string path, long offset, string found, string expected, Exception? inner = null) =>
        new($"'{Printable.Path(path)}' is not a valid gzip file: at offset {offset}, {Describe(found, expected)}", inner);

    /// <summary>Throws <see cref="Idx"/> unless a condition is true.</summary>
    public static void RequireIdx(bool condition, string path, long offset, string found, string expected)
    {
        if (!condition)
        {
            throw Idx(path, offset, found, expected);
        }
    }

    /// <summary>Throws <see cref="Gzip"/> unless a condition is true.</summary>
    public static void RequireGzip(bool condition, string path, long offset, string found, string expected)
    {
        if (!condition)
        {
            throw Gzip(path, offset, found, expected);
        }
    }

    private static string Describe(string found, string expected) => $"found {found}; expected {expected}. {Advice}";
}
