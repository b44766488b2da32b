namespace DenseNetworks.IO;

/// <summary>
/// Translates the errors of the system when a file cannot be written into messages that say which file, why, and what to do.
/// </summary>
internal static class WriteFault
{
    private const string Kept = "What was there before is unchanged.";

    private const string LengthName = "value";

    // Linux, macOS, Windows.
    private static readonly int[] DiskFull = [28, unchecked((int)0x80070070), unchecked((int)0x80070027)];
    private static readonly int[] QuotaExceeded = [122, 69, unchecked((int)0x80070510)];
    private static readonly int[] FileTooLarge = [27, unchecked((int)0x800700DF)];
    private static readonly int[] ReadOnlyFileSystem = [30, unchecked((int)0x80070013)];

    /// <summary>Runs a step of writing a file.</summary>
    public static void Explain(string target, Action step) => Explain(target, () =>
    {
        step();
        return true;
    });

    /// <inheritdoc cref="Explain(string, Action)"/>
    public static T Explain<T>(string target, Func<T> step)
    {
        try
        {
            return step();
        }
        catch (UnauthorizedAccessException e)
        {
            throw new UnauthorizedAccessException(
                $"Cannot write the file '{Printable.Path(target)}': its folder is not writable. Ask for permission to " +
                $"write there, or choose another folder. {Kept}", e);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            var reason = Directory.Exists(Path.GetDirectoryName(target))
                ? "the system does not allow files in its folder. Choose another folder."
                : "its folder was removed in the meantime. Create it and write again.";
            throw new DirectoryNotFoundException($"Cannot write the file '{Printable.Path(target)}': {reason}", e);
        }
        catch (PathTooLongException e)
        {
            throw new PathTooLongException(
                $"Cannot write the file '{Printable.Path(target)}': the name is too long for this file system. Choose a " +
                "shorter one.", e);
        }
        catch (IOException e)
        {
            throw OfDisk(target, e);
        }
    }

    /// <summary>Writes content. Exceptions that come from the content, not from the disk, are left unchanged.</summary>
    public static void ExplainDisk(string target, Action step)
    {
        try
        {
            step();
        }
        catch (IOException e) when (e.GetType() == typeof(IOException))
        {
            throw OfDisk(target, e);
        }
        catch (ArgumentOutOfRangeException e) when (e.ParamName == LengthName)
        {
            // On Unix, the runtime throws this for EFBIG while writing.
            throw OfDisk(target, new IOException(e.Message, FileTooLarge[0]));
        }
    }

    private static IOException OfDisk(string target, IOException e) =>
        new($"Cannot write the file '{Printable.Path(target)}': {Describe(e)} {Kept}", e) { HResult = e.HResult };

    private static string Describe(IOException e) => e.HResult switch
    {
        var code when DiskFull.Contains(code) => "the disk is full. Free some space, or write to another disk.",
        var code when QuotaExceeded.Contains(code) => "the disk quota is used up. Free some space, or write to another disk.",
        var code when FileTooLarge.Contains(code) =>
            "it grows larger than the file system or the limit of this process allows. Raise the limit (ulimit -f), or write " +
            "to another disk.",
        var code when ReadOnlyFileSystem.Contains(code) => "the file system is read-only. Write to another one.",
        _ => $"an I/O error occurred ({Printable.Path(e.Message)}). Try again, or write elsewhere.",
    };
}
