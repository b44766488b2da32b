namespace DenseNetworks.IO;

/// <summary>Tells what can be told of the place of a file before anything is written.</summary>
internal static class WriteTarget
{
    /// <param name="target">The full path of the file to make or to replace.</param>
    /// <exception cref="DirectoryNotFoundException">Its folder does not exist.</exception>
    /// <exception cref="UnauthorizedAccessException">It is read-only.</exception>
    /// <exception cref="IOException">It names a folder.</exception>
    public static void Check(string target)
    {
        if (Directory.Exists(target) || Path.EndsInDirectorySeparator(target))
        {
            throw new IOException($"Cannot write the file '{target}': a folder has that name. Name a file inside it.");
        }

        var folder = Path.GetDirectoryName(target);
        if (!Directory.Exists(folder))
        {
            throw new DirectoryNotFoundException(
                $"Cannot write the file '{target}': the folder '{folder}' does not exist. Create it first.");
        }

        // A rename would replace it all the same on Unix. Who protected it did not mean that.
        var file = new FileInfo(target);
        if (file is { Exists: true, LinkTarget: null, IsReadOnly: true })
        {
            throw new UnauthorizedAccessException(
                $"Cannot write the file '{target}': it is there already and is read-only. Allow writing to it, delete it, " +
                "or choose another name.");
        }
    }
}
