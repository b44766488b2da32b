using System.Text.RegularExpressions;
using DenseNetworks.IO;

namespace Mnist.Classifier.Data.Folders;

/// <summary>What lies in a folder, sorted: sub-folders, tables, pictures, the files of MNIST and others, without what file managers leave.</summary>
internal sealed partial class FolderContent
{
    // Archives are unpacked into a folder of their own, which has one, which has one.
    private const int MostLevels = 8;
    private const int Shown = 12;

    // What file managers and archives leave behind.
    private static readonly HashSet<string> Litter = new(["Thumbs.db", "desktop.ini", "__MACOSX"], StringComparer.OrdinalIgnoreCase);

    private FolderContent(string directory)
    {
        if (!System.IO.Directory.Exists(directory))
        {
            throw new DirectoryNotFoundException(
                $"There is no folder '{Printable.Path(directory)}'. Check the name; a relative path starts at the current folder, '{Environment.CurrentDirectory}'.");
        }

        Directory = directory;
        Folders = System.IO.Directory.GetDirectories(directory).Where(IsNoLitter).Order(StringComparer.Ordinal)
            .ToDictionary(path => Path.GetFileName(path), path => path, StringComparer.Ordinal);
        Files = [.. System.IO.Directory.GetFiles(directory).Where(IsNoLitter).Order(StringComparer.Ordinal)];
    }

    public string Directory { get; }

    /// <summary>Gets the path of each sub-folder by its name.</summary>
    public IReadOnlyDictionary<string, string> Folders { get; }

    public IReadOnlyList<string> Files { get; }

    public IReadOnlyList<string> Tables => [.. Files.Where(file => TableName().IsMatch(Path.GetFileName(file)))];

    public IReadOnlyList<string> Pictures => [.. Files.Where(file => PictureName().IsMatch(file))];

    public IReadOnlyList<string> Parquets => [.. Files.Where(file => file.EndsWith(".parquet", StringComparison.OrdinalIgnoreCase))];

    public bool HasIdx => Files.Any(IsIdx);

    private bool HasData => HasIdx || Tables.Count > 0 || Pictures.Count > 0 || Parquets.Count > 0;

    public static FolderContent Of(string directory) => new(directory);

    /// <summary>Looks into a folder or, where it has nothing but one folder that is neither a class nor a half, into that.</summary>
    /// <param name="directory">The folder.</param>
    /// <param name="isHalf">Whether it is a half itself, in which the name of one may be there once more.</param>
    public static FolderContent OfInnermost(string directory, bool isHalf = false)
    {
        var content = new FolderContent(directory);
        for (var level = 0; level < MostLevels && !content.HasData && content.Folders.Count == 1; level++)
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

    public static bool IsNoLitter(string path) =>
        !Path.GetFileName(path).StartsWith('.') && !Litter.Contains(Path.GetFileName(path));

    /// <summary>Says what is there, in words that follow "the folder".</summary>
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
                parts.Add($"{paths.Count} {word}{(paths.Count == 1 ? "" : "s")} ({Names(paths.Select(path => Path.GetFileName(path)))})");
            }
        }
    }

    /// <summary>Lists names, the first of many.</summary>
    public static string Names(IEnumerable<string> names)
    {
        var all = names.Order(StringComparer.Ordinal).ToList();
        return string.Join(", ", all.Take(Shown).Select(name => Printable.Of(name))) + (all.Count > Shown ? $" and {all.Count - Shown} more" : "");
    }

    [GeneratedRegex(@"\.(csv|tsv)(\.gz)?$", RegexOptions.IgnoreCase)]
    private static partial Regex TableName();

    [GeneratedRegex(@"\.(png|jpe?g|bmp|gif|pgm|ppm|pbm)$", RegexOptions.IgnoreCase)]
    private static partial Regex PictureName();

    [GeneratedRegex(@"^(train|t10k)-(images|labels)[-.]idx[13]-ubyte(\.gz)?$")]
    private static partial Regex IdxName();
}
