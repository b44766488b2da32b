namespace Mnist.Cli.Results;

/// <summary>A file that was written.</summary>
/// <param name="File">Its path, as it was named.</param>
/// <param name="Bytes">Its size.</param>
internal sealed record WrittenFile(string File, long Bytes)
{
    /// <summary>Gets the properties of a file that was just written.</summary>
    public static WrittenFile Of(string path) => new(path, new FileInfo(path).Length);
}
