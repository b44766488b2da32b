using DenseNetworks.IO;
using Mnist.Classifier.Data.Images;
using Mnist.Digits;
using Mnist.Digits.Normalization;

namespace Mnist.Classifier.Data.Folders;

/// <summary>A folder of pictures of digits: all in folders 0 to 9, or these in two halves to train and to test.</summary>
internal static class DigitFolder
{
    private static readonly string[] Digits = ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"];
    private static readonly string[] TrainNames = ["train", "training"];
    private static readonly string[] TestNames = ["test", "testing"];

    public static (LabeledImages Train, LabeledImages Test) Read(
        string directory, double testFraction, int seed, IProgress<ImageFolderProgress>? progress, CancellationToken cancellationToken)
    {
        var folders = ImageFolder.Folders(directory);
        var halves = folders.Keys.Where(name => IsOneOf(name, TrainNames) || IsOneOf(name, TestNames)).ToList();
        if (halves.Count == 0)
        {
            return ReadDigits(ImageFolder.Open(directory, Digits)).Split(testFraction, seed);
        }

        if (halves.Count(name => IsOneOf(name, TrainNames)) != 1 || halves.Count != 2 || folders.Count != 2)
        {
            throw new InvalidDataException(
                $"'{Printable.Path(directory)}' has the folders {Printable.Of(string.Join(", ", folders.Keys.Order(StringComparer.Ordinal)))}. It must have two, " +
                "train (or training) and test (or testing), with folders 0 to 9 in each, or have the folders 0 to 9 itself.");
        }

        // Read in one go, so that all that cannot be read is reported together.
        var train = ImageFolder.Open(folders[halves.Single(name => IsOneOf(name, TrainNames))], Digits);
        var test = ImageFolder.Open(folders[halves.Single(name => IsOneOf(name, TestNames))], Digits);
        var all = ReadDigits(new ImageFolder(directory, Digits, [.. train.Files, .. test.Files]));
        return (all.Take(train.Files.Count), all.Skip(train.Files.Count));

        LabeledImages ReadDigits(ImageFolder folder) =>
            new ImageFolderReader(folder, ReadDigit, progress).Read(cancellationToken);
    }

    private static bool IsOneOf(string name, string[] names) => names.Contains(name, StringComparer.OrdinalIgnoreCase);

    private static (ImageSize Size, ReadOnlyMemory<byte> Pixels) ReadDigit(string path)
    {
        var digit = DigitImage.Load(path);
        return digit.IsBlank
            ? throw new InvalidDataException($"'{Printable.Path(path)}' is blank: there is no digit in it.")
            : (new ImageSize(SizeNormalization.Side, SizeNormalization.Side), digit.Pixels.ToArray());
    }
}
