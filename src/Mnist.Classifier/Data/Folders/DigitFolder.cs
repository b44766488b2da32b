using Mnist.Classifier.Data.Images;

namespace Mnist.Classifier.Data.Folders;

/// <summary>A folder of pictures of digits: all in folders 0 to 9, or these in two halves to train and to test.</summary>
internal static class DigitFolder
{
    private const int Side = 28;

    private static readonly string[] Digits = ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"];
    private static readonly string[] TrainNames = ["train", "training"];
    private static readonly string[] TestNames = ["test", "testing"];

    /// <exception cref="DirectoryNotFoundException">There is no such folder.</exception>
    /// <exception cref="InvalidDataException">Pictures cannot be read, or there is something else.</exception>
    public static (LabeledImages Train, LabeledImages Test) Read(
        string directory, double testFraction, int seed, IProgress<ImageFolderProgress>? progress, CancellationToken cancellationToken)
    {
        var folders = ImageFolder.Folders(directory);
        var train = Find(folders, TrainNames);
        var test = Find(folders, TestNames);
        return train is null || test is null
            ? ReadClasses(directory).Split(testFraction, seed)
            : (ReadClasses(train), ReadClasses(test));

        LabeledImages ReadClasses(string classes) =>
            new ImageFolderReader(ImageFolder.Open(classes, Digits), ReadDigit, progress).Read(cancellationToken);
    }

    private static string? Find(Dictionary<string, string> folders, string[] names) =>
        folders.FirstOrDefault(folder => names.Contains(folder.Key, StringComparer.OrdinalIgnoreCase)).Value;

    private static FileImage ReadDigit(string path)
    {
        var digit = DigitImage.Load(path);
        return digit.IsBlank
            ? throw new InvalidDataException($"'{path}' is blank: there is no digit in it.")
            : new FileImage(new ImageSize(Side, Side), digit.Pixels.ToArray());
    }
}
