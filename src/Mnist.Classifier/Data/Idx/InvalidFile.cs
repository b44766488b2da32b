namespace Mnist.Classifier.Data.Idx;

/// <summary>Words every complaint about a data file the same way: which file, where, what, and what to do.</summary>
internal static class InvalidFile
{
    private const string Advice = "The file is damaged or of another kind: fetch or write it again.";

    /// <param name="path">The file.</param>
    /// <param name="offset">
    /// Where the fault is, in bytes from the start of the content, which may be compressed in the file.
    /// </param>
    /// <param name="found">What is there.</param>
    /// <param name="expected">What should be there.</param>
    public static InvalidDataException Idx(string path, long offset, string found, string expected) =>
        new($"'{path}' is not a valid IDX file: at offset {offset} of its content, {Describe(found, expected)}");

    /// <param name="path">The file.</param>
    /// <param name="offset">Where the fault is, in bytes from the start of the file.</param>
    /// <param name="found">What is there.</param>
    /// <param name="expected">What should be there.</param>
    /// <param name="inner">What reported the fault, if something did.</param>
    public static InvalidDataException Gzip(
        string path, long offset, string found, string expected, Exception? inner = null) =>
        new($"'{path}' is not a valid gzip file: at offset {offset}, {Describe(found, expected)}", inner);

    private static string Describe(string found, string expected) => $"found {found}; expected {expected}. {Advice}";
}
