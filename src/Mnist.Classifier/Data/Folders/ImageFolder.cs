using System.Globalization;
using DenseNetworks.IO;

namespace Mnist.Classifier.Data.Folders;

/// <summary>
/// A folder of folders of pictures, each a class. The files are sorted by class and name: the same on every system.
/// </summary>
internal sealed record ImageFolder(string Directory, IReadOnlyList<string> ClassNames, IReadOnlyList<(string Path, int Label)> Files)
{
    // What file managers and archives leave behind.
    private static readonly HashSet<string> Litter =
        new(["Thumbs.db", "desktop.ini", "__MACOSX"], StringComparer.OrdinalIgnoreCase);

    /// <summary>Gets a value indicating whether the classes are called 0, 1, 2 and so on.</summary>
    public bool IsNumbered => ClassNames.Select((name, number) => name == Text(number)).All(isSame => isSame);

    /// <summary>Looks for the classes, those that are named or all that there are, and their files.</summary>
    public static ImageFolder Open(string directory, IReadOnlyList<string>? classNames)
    {
        var folders = Folders(directory);
        classNames ??= Sort(folders.Keys);
        var strangers = folders.Keys.Except(classNames).Order(StringComparer.Ordinal).ToList();
        if (strangers.Count > 0)
        {
            throw new InvalidDataException(
                $"The folders {Printable.Of(string.Join(", ", strangers))} in '{Printable.Path(directory)}' are none of the classes " +
                $"{string.Join(", ", classNames)}. Move them elsewhere, or give them the names of classes.");
        }

        var files = classNames
            .SelectMany((name, label) => folders.TryGetValue(name, out var folder) ? FilesOf(folder, label) : [])
            .ToList();
        return files.Count > 0
            ? new ImageFolder(directory, classNames, files)
            : throw new InvalidDataException(
                $"'{Printable.Path(directory)}' has no pictures in folders of their own. Make a folder for each class, with the class for a " +
                $"name, and put its pictures there: {Printable.Path(Path.Combine(directory, "7", "first.png"))}.");
    }

    /// <summary>Gets the path of each folder in a folder by its name.</summary>
    public static Dictionary<string, string> Folders(string directory)
    {
        if (!System.IO.Directory.Exists(directory))
        {
            throw new DirectoryNotFoundException($"The folder '{Printable.Path(directory)}' for the pictures does not exist.");
        }

        return System.IO.Directory.GetDirectories(directory)
            .Where(IsNoLitter)
            .ToDictionary(path => Path.GetFileName(path), path => path, StringComparer.Ordinal);
    }

    // What is a folder where a picture should be is left in: reading it will say so, with the rest that cannot be read.
    private static IEnumerable<(string Path, int Label)> FilesOf(string folder, int label) => System.IO.Directory
        .GetFileSystemEntries(folder)
        .Where(IsNoLitter)
        .Order(StringComparer.Ordinal)
        .Select(path => (path, label));

    private static bool IsNoLitter(string path) =>
        !Path.GetFileName(path).StartsWith('.') && !Litter.Contains(Path.GetFileName(path));

    private static List<string> Sort(IEnumerable<string> names)
    {
        var sorted = names.Order(StringComparer.Ordinal).ToList();
        return sorted.TrueForAll(name => ToNumber(name) is not null) ? [.. sorted.OrderBy(ToNumber)] : sorted;
    }

    private static int? ToNumber(string name) =>
        int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
