using DenseNetworks.IO;
using Mnist.Classifier.Data.Images;
using Mnist.Digits;
using Mnist.Digits.Normalization;
using LabeledFiles = System.Collections.Generic.IReadOnlyList<(string Path, int Label)>;

namespace Mnist.Classifier.Data.Folders;

/// <summary>
/// A folder of pictures of digits: split into training and test images, each with folders of digits; with this split in the
/// folder of each digit; or not split. docs/data.md has the rule.
/// </summary>
internal static class DigitFolder
{
    private static readonly string[] Digits = ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"];

    /// <summary>Reads the pictures.</summary>
    /// <returns>The images; the test images are null if the folder has none.</returns>
    public static (LabeledImages Train, LabeledImages? Test) Read(
        FolderContent content, IProgress<ImageFolderProgress>? progress, CancellationToken cancellationToken)
    {
        var (train, test) = Find(content);
        // Read together, so that all files that cannot be read are reported together.
        var all = new ImageFolderReader(new ImageFolder(content.Directory, Digits, [.. train, .. test]), ReadDigit, progress)
            .Read(cancellationToken);
        return test.Count == 0 ? (all, null) : (all.Take(train.Count), all.Skip(train.Count));
    }

    private static (LabeledFiles Train, LabeledFiles Test) Find(FolderContent content)
    {
        var halves = content.Folders.ToLookup(folder => SplitName.Of(folder.Key), folder => folder.Value);
        if (!halves.Contains(true) && !halves.Contains(false))
        {
            return FindUnderClasses(content);
        }

        if (halves[false].Count() != 1 || halves[true].Count() > 1 || halves.Contains(null))
        {
            throw new InvalidDataException(
                $"'{Printable.Path(content.Directory)}' has the folders {FolderContent.Names(content.Folders.Keys)}. It must " +
                "have two, train (or training) and test (or testing), with folders 0 to 9 in each, or train alone, or have " +
                "the folders 0 to 9 itself.");
        }

        return (FindHalf(halves[false].Single()), halves[true].SingleOrDefault() is { } test ? FindHalf(test) : []);

        static LabeledFiles FindHalf(string folder) =>
            DigitPictures.Find(FolderContent.OfInnermost(folder, isHalf: true));
    }

    // In some archives the folder of each digit has folders of training and test images.
    private static (LabeledFiles Train, LabeledFiles Test) FindUnderClasses(FolderContent content)
    {
        var inside = content.Folders.Values.Select(folder => new FolderContent(folder)).ToList();
        if (!inside.Exists(folder => folder.Folders.Count > 0))
        {
            return (DigitPictures.Find(content), []);
        }

        var classes = DigitPictures.Classes(content);
        var odd = inside.Find(folder => folder.Files.Count > 0 || folder.Folders.Count is 0 or > 2
            || folder.Folders.Keys.GroupBy(SplitName.Of).Any(group => group.Key is null || group.Count() > 1));
        return odd is null ? (FilesOf(isTest: false), FilesOf(isTest: true)) : throw new InvalidDataException(
            $"The folder of a digit, '{Printable.Path(odd.Directory)}', {odd.Describe()}. It must have pictures, or, as all " +
            "others, two folders: train and test.");

        List<(string Path, int Label)> FilesOf(bool isTest) =>
        [
            .. from folder in inside
               from half in folder.Folders
               where SplitName.Of(half.Key) == isTest
               orderby classes[folder.Directory]
               from file in ImageFolder.FilesOf(half.Value, classes[folder.Directory])
               select file,
        ];
    }

    private static (ImageSize Size, ReadOnlyMemory<byte> Pixels) ReadDigit(string path)
    {
        var digit = DigitImage.Load(path);
        return digit.IsBlank
            ? throw new InvalidDataException($"'{Printable.Path(path)}' is blank: there is no digit in it.")
            : (new ImageSize(SizeNormalization.Side, SizeNormalization.Side), digit.Pixels.ToArray());
    }
}
