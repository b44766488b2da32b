namespace Mnist.Cli.Commands;

/// <summary>The file that a command is to write, looked at before the work is done.</summary>
internal static class OutputFile
{
    /// <summary>Tells what would make the writing fail for sure. What else may happen is told by who writes.</summary>
    /// <exception cref="CommandFailedException">There is no such folder, or a folder has the name.</exception>
    public static void Check(string path)
    {
        if (Directory.Exists(path))
        {
            throw new CommandFailedException($"'{path}' is a folder. Name a file inside it.");
        }

        if (Path.GetDirectoryName(Path.GetFullPath(path)) is { } folder && !Directory.Exists(folder))
        {
            throw new CommandFailedException($"The folder '{folder}' for '{path}' does not exist. Create it first.");
        }
    }
}
