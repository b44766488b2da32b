using System.Globalization;
using DenseNetworks.IO;

namespace Mnist.Classifier.Data.Folders;

/// <summary>
/// A folder with a folder of pictures for each class. The files are sorted by class and name, in the same way on every system.
/// </summary>
internal sealed record ImageFolder(
    string Directory, IReadOnlyList<string> ClassNames, IReadOnlyList<(string Path, int Label)> Files)
{
    /// <summary>Gets a value indicating whether the classes are called 0, 1, 2 and so on.</summary>
    public bool IsNumbered => ClassNames.SequenceEqual(
        Enumerable.Range(0, ClassNames.Count).Select(number => number.ToString(CultureInfo.InvariantCulture)));

    /// <summary>Finds the classes, those that are named or all, and their files.</summary>
    public static ImageFolder Open(string directory, IReadOnlyList<string>? classNames)
    {
        var content = new FolderContent(directory);
        RequireClasses(content, classNames);
        classNames ??= Sort(content.Folders.Keys);
        var others = content.Folders.Keys.Except(classNames).ToList();
        if (others.Count > 0)
        {
            throw new InvalidDataException(
                $"The folders {FolderContent.Names(others)} in '{Printable.Path(directory)}' are not classes, which are " +
                $"{string.Join(", ", classNames)}. Move them elsewhere, or rename them.");
        }

        var files = classNames
            .SelectMany((name, label) => content.Folders.TryGetValue(name, out var folder) ? FilesOf(folder, label) : [])
            .ToList();
        return files.Count > 0
            ? new ImageFolder(directory, classNames, files)
            : throw new InvalidDataException(
                $"The folder '{Printable.Path(directory)}' {content.Describe()}, and no folders with pictures. Create a " +
                $"folder for each class, named after it, and put its pictures there: " +
                $"{Printable.Path(Path.Combine(directory, "7", "first.png"))}.");
    }

    /// <summary>Gets everything in the folder of a class: reading it reports what is not a picture.</summary>
    public static IEnumerable<(string Path, int Label)> FilesOf(string folder, int label) => System.IO.Directory
        .GetFileSystemEntries(folder)
        .Where(FolderContent.IsNotSystemFile)
        .Order(StringComparer.Ordinal)
        .Select(path => (path, label));

    // Folders of training and test images are not classes, and neither are folders that have only folders.
    private static void RequireClasses(FolderContent content, IReadOnlyList<string>? classNames)
    {
        if (content.Folders.Count == 0)
        {
            return;
        }

        if (classNames is null && content.Folders.Keys.All(name => SplitName.Of(name) is not null))
        {
            throw new InvalidDataException(
                $"The folder '{content.Directory}' has the folders {FolderContent.Names(content.Folders.Keys)} of a data " +
                "set, not of classes. Read each of them.");
        }

        if (content.Folders.Values.All(folder => new FolderContent(folder) is { Files.Count: 0, Folders.Count: > 0 }))
        {
            throw new InvalidDataException(
                $"The folders {FolderContent.Names(content.Folders.Keys)} in '{content.Directory}' have folders in them and " +
                "no pictures. Name the folder whose sub-folders are the classes.");
        }
    }

    private static List<string> Sort(IEnumerable<string> names)
    {
        var sorted = names.Order(StringComparer.Ordinal).ToList();
        return sorted.TrueForAll(name => ToNumber(name) is not null) ? [.. sorted.OrderBy(ToNumber)] : sorted;
    }

    private static int? ToNumber(string name) =>
        int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
