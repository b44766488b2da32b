using System.Text.RegularExpressions;

namespace Mnist.Classifier.Data.Folders;

/// <summary>Pictures of digits: in a folder for each digit, or in one folder, with names that begin with the digit.</summary>
internal static partial class DigitPictures
{
    private const int MaxFoldersSearched = 32;
    private const string Forms = "Put each picture into a folder of its digit, 0 to 9, or begin its name with it: 7_001.png.";

    /// <summary>Finds the pictures and their digits.</summary>
    /// <exception cref="InvalidDataException">
    /// There are none, or their digits are unknown. The message says what is there.
    /// </exception>
    public static IReadOnlyList<(string Path, int Label)> Find(FolderContent content) =>
        content.Folders.Count > 0 ? FindInClasses(content) : FindByName(content);

    /// <summary>Gets the digit of each sub-folder.</summary>
    /// <exception cref="InvalidDataException">A folder has another name, or two have the same digit.</exception>
    public static IReadOnlyDictionary<string, int> Classes(FolderContent content)
    {
        var others = content.Folders.Keys.Where(name => DigitNames.Find(name) is null).ToList();
        if (others.Count == content.Folders.Count)
        {
            throw new InvalidDataException(
                $"The folder '{content.Directory}' {content.Describe()}; none is a digit.{Elsewhere(content)} {Forms} " +
                $"Pictures of other classes are read by {nameof(LabeledImages)}.{nameof(LabeledImages.FromImageFolder)}.");
        }

        if (others.Count > 0)
        {
            throw new InvalidDataException(
                $"The folders {FolderContent.Names(others)} in '{content.Directory}' are not classes, which are 0 to 9. Move " +
                "them elsewhere, or rename them.");
        }

        var classes = content.Folders.ToDictionary(folder => folder.Value, folder => DigitNames.Find(folder.Key)!.Value);
        return classes.GroupBy(folder => folder.Value).FirstOrDefault(group => group.Count() > 1) is { } same
            ? throw new InvalidDataException(
                $"The folders {FolderContent.Names(same.Select(folder => Path.GetFileName(folder.Key)))} in " +
                $"'{content.Directory}' are both of the digit {same.Key}. Put their pictures into one.")
            : classes;
    }

    private static List<(string Path, int Label)> FindInClasses(FolderContent content)
    {
        var files = Classes(content).OrderBy(folder => folder.Value)
            .SelectMany(folder => ImageFolder.FilesOf(folder.Key, folder.Value)).ToList();
        return files.Count > 0 ? files : throw new InvalidDataException(
            $"The folders {FolderContent.Names(content.Folders.Keys)} in '{content.Directory}' are empty. {Forms}");
    }

    // Names that are only numbers may number the pictures.
    private static List<(string Path, int Label)> FindByName(FolderContent content)
    {
        var files = content.Pictures.Select(path => (path, Label: LeadingDigit().Match(Path.GetFileName(path)))).ToList();
        if (files.Count == 0 || !files.TrueForAll(file => file.Label.Success)
            || files.Select(file => file.Label.Value[0]).Distinct().Count() == 1)
        {
            throw new InvalidDataException($"The folder '{content.Directory}' {content.Describe()}" +
                $"{(files.Count == 0 ? "" : ", and nothing says for certain which digit each picture is")}. {Forms}");
        }

        return [.. files.Select(file => (file.path, file.Label.Value[0] - '0')).OrderBy(file => file.Item2)];
    }

    // One of several folders may be the one that was meant.
    private static string Elsewhere(FolderContent content)
    {
        var found = content.Folders.Values.Take(MaxFoldersSearched).Select(folder => FolderContent.OfInnermost(folder))
            .Where(inside => inside.HasDigitFolders)
            .Select(inside => $"'{inside.Directory}'").ToList();
        return found.Count == 0 ? "" : $" Name the folder itself: {string.Join(" or ", found)}.";
    }

    [GeneratedRegex(@"^[0-9](?=[_-].*\.)")]
    private static partial Regex LeadingDigit();
}
