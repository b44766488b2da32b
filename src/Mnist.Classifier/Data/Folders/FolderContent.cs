using System.Text.RegularExpressions;
using DenseNetworks.IO;

namespace Mnist.Classifier.Data.Folders;

/// <summary>
/// The content of a folder, sorted: sub-folders, tables, pictures, MNIST's and other files, without system files.
/// </summary>
internal sealed partial class FolderContent
{
    // Archives are often extracted into nested folders.
    private const int MaxLevels = 8;
    private const int Shown = 12;

    private static readonly HashSet<string> SystemFiles =
        new(["Thumbs.db", "desktop.ini", "__MACOSX"], StringComparer.OrdinalIgnoreCase);

    public FolderContent(string directory)
    {
        if (!System.IO.Directory.Exists(directory))
        {
            throw new DirectoryNotFoundException(
                $"There is no folder '{Printable.Path(directory)}'. Check the name; a relative path starts at the current " +
                $"folder, '{Environment.CurrentDirectory}'.");
        }

        Directory = directory;
        Folders = System.IO.Directory.GetDirectories(directory).Where(IsNotSystemFile).Order(StringComparer.Ordinal)
            .ToDictionary(path => Path.GetFileName(path), path => path, StringComparer.Ordinal);
        Files = [.. System.IO.Directory.GetFiles(directory).Where(IsNotSystemFile).Order(StringComparer.Ordinal)];
    }

    public string Directory { get; }

    /// <summary>Gets the path of each sub-folder by its name.</summary>
    public IReadOnlyDictionary<string, string> Folders { get; }

    public IReadOnlyList<string> Files { get; }

    public IReadOnlyList<string> Tables => [.. Files.Where(file => TableName().IsMatch(Path.GetFileName(file)))];

    public IReadOnlyList<string> Pictures => [.. Files.Where(file => PictureName().IsMatch(file))];

    public IReadOnlyList<string> Parquets =>
        [.. Files.Where(file => file.EndsWith(".parquet", StringComparison.OrdinalIgnoreCase))];

    /// <summary>Gets a value indicating whether a sub-folder is named as a digit, or as training or test images.</summary>
    public bool HasDigitFolders =>
        Folders.Keys.Any(name => DigitNames.Find(name) is not null || SplitName.Of(name) is not null);

    public bool HasIdx => Files.Any(IsIdx);

    private bool HasData => HasIdx || Tables.Count > 0 || Pictures.Count > 0 || Parquets.Count > 0;

    /// <summary>
    /// Gets the content of a folder or, if that has only one folder, neither of a class nor of a split, of that.
    /// </summary>
    /// <param name="directory">The folder.</param>
    /// <param name="isHalf">Whether it has training or test images, so that a folder of such a name is not a split.</param>
    public static FolderContent OfInnermost(string directory, bool isHalf = false)
    {
        var content = new FolderContent(directory);
        for (var level = 0; level < MaxLevels && !content.HasData && content.Folders.Count == 1; level++)
        {
            var (name, path) = content.Folders.Single();
            if (DigitNames.Find(name) is not null || (!isHalf && SplitName.Of(name) is not null))
            {
                break;
            }

            content = new FolderContent(path);
        }

        return content;
    }

    public static bool IsIdx(string path) => IdxName().IsMatch(Path.GetFileName(path));

    public static bool IsNotSystemFile(string path) =>
        !Path.GetFileName(path).StartsWith('.') && !SystemFiles.Contains(Path.GetFileName(path));

    /// <summary>Describes the content, in words that follow "the folder".</summary>
    public string Describe()
    {
        var parts = new List<string>();
        Add(Folders.Keys.ToList(), "sub-folder");
        Add(Pictures, "picture");
        Add(Tables, "table");
        Add(Files.Except(Pictures).Except(Tables).ToList(), "file");
        return parts.Count == 0 ? "is empty" : $"has {string.Join(" and ", parts)}";

        void Add(IReadOnlyList<string> paths, string word)
        {
            if (paths.Count > 0)
            {
                parts.Add($"{paths.Count} {word}{(paths.Count == 1 ? "" : "s")} " +
                    $"({Names(paths.Select(path => Path.GetFileName(path)))})");
            }
        }
    }

    /// <summary>Lists the first names, and the number of the others.</summary>
    public static string Names(IEnumerable<string> names)
    {
        var all = names.Order(StringComparer.Ordinal).ToList();
        return string.Join(", ", all.Take(Shown).Select(name => Printable.Of(name)))
            + (all.Count > Shown ? $" and {all.Count - Shown} more" : "");
    }

    [GeneratedRegex(@"\.(csv|tsv)(\.gz)?$", RegexOptions.IgnoreCase)]
    private static partial Regex TableName();

    [GeneratedRegex(@"\.(png|jpe?g|bmp|gif|pgm|ppm|pbm)$", RegexOptions.IgnoreCase)]
    private static partial Regex PictureName();

    [GeneratedRegex(@"^(train|t10k)-(images|labels)[-.]idx[13]-ubyte(\.gz)?$")]
    private static partial Regex IdxName();
}
