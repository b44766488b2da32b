namespace DenseNetworks.IO;

/// <summary>Opens files for reading, and says what is wrong where the system's own words mislead.</summary>
internal static class ReadableFile
{
    public static FileStream Open(string path)
    {
        if (Directory.Exists(path))
        {
            // The system says that access is denied, as if rights were missing.
            throw new IOException($"Cannot read the file '{path}': it is a folder. Name a file inside it.");
        }

        try
        {
            return File.OpenRead(path);
        }
        catch (FileNotFoundException e)
        {
            throw new FileNotFoundException(
                $"There is no file '{path}'. Check the name; a relative path starts at the current folder, " +
                $"'{Environment.CurrentDirectory}'.", path, e);
        }
    }
}
