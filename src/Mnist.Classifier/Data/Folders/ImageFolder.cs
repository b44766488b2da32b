using System.Globalization;
using DenseNetworks.IO;

namespace Mnist.Classifier.Data.Folders;

/// <summary>
/// A folder of folders of pictures, each a class. The files are sorted by class and name: the same on every system.
/// </summary>
internal sealed record ImageFolder(string Directory, IReadOnlyList<string> ClassNames, IReadOnlyList<(string Path, int Label)> Files)
{
    /// <summary>Gets a value indicating whether the classes are called 0, 1, 2 and so on.</summary>
    public bool IsNumbered => ClassNames.Select((name, number) => name == Text(number)).All(isSame => isSame);

    /// <summary>Looks for the classes, those that are named or all that there are, and their files.</summary>
    public static ImageFolder Open(string directory, IReadOnlyList<string>? classNames)
    {
        var content = FolderContent.Of(directory);
        RequireClasses(content, classNames);
        classNames ??= Sort(content.Folders.Keys);
        var strangers = content.Folders.Keys.Except(classNames).ToList();
        if (strangers.Count > 0)
        {
            throw new InvalidDataException(
                $"The folders {FolderContent.Names(strangers)} in '{Printable.Path(directory)}' are none of the classes " +
                $"{string.Join(", ", classNames)}. Move them elsewhere, or give them the names of classes.");
        }

        var files = classNames
            .SelectMany((name, label) => content.Folders.TryGetValue(name, out var folder) ? FilesOf(folder, label) : [])
            .ToList();
        return files.Count > 0
            ? new ImageFolder(directory, classNames, files)
            : throw new InvalidDataException(
                $"The folder '{Printable.Path(directory)}' {content.Describe()}, and no pictures in folders of their own. Make a folder for each class, " +
                $"with the class for a name, and put its pictures there: {Printable.Path(Path.Combine(directory, "7", "first.png"))}.");
    }

    /// <summary>Gets whatever is in the folder of a class: reading it will say what is no picture.</summary>
    public static IEnumerable<(string Path, int Label)> FilesOf(string folder, int label) => System.IO.Directory
        .GetFileSystemEntries(folder)
        .Where(FolderContent.IsNoLitter)
        .Order(StringComparer.Ordinal)
        .Select(path => (path, label));

    // The halves of a data set are no classes, and neither are folders that have folders alone.
    private static void RequireClasses(FolderContent content, IReadOnlyList<string>? classNames)
    {
        if (classNames is null && content.Folders.Count > 0 && content.Folders.Keys.All(name => SplitName.Of(name) is not null))
        {
            throw new InvalidDataException(
                $"The folder '{content.Directory}' has the halves {FolderContent.Names(content.Folders.Keys)} of a data set, not classes. " +
                "Read each for itself.");
        }

        if (content.Folders.Count > 0 && content.Folders.Values.All(folder => FolderContent.Of(folder) is { Files.Count: 0, Folders.Count: > 0 }))
        {
            throw new InvalidDataException(
                $"The folders {FolderContent.Names(content.Folders.Keys)} in '{content.Directory}' have folders in them and no pictures. " +
                "Name the folder whose sub-folders are the classes.");
        }
    }

    private static List<string> Sort(IEnumerable<string> names)
    {
        var sorted = names.Order(StringComparer.Ordinal).ToList();
        return sorted.TrueForAll(name => ToNumber(name) is not null) ? [.. sorted.OrderBy(ToNumber)] : sorted;
    }

    private static int? ToNumber(string name) =>
        int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
