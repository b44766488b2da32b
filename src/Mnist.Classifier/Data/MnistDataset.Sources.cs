using DenseNetworks.IO;
using Mnist.Classifier.Data.Folders;
using Mnist.Digits;

namespace Mnist.Classifier;

/// <content>Digits of one's own.</content>
public sealed partial class MnistDataset
{
    private const double DefaultTestFraction = 0.2;

    /// <summary>Makes a data set of images that are at hand, such as a part of another data set.</summary>
    /// <param name="train">The images to learn from, 28x28, of ten classes that are numbers.</param>
    /// <param name="test">The images to measure with, likewise.</param>
    /// <param name="source">Where they come from, for people; the counts are added.</param>
    /// <exception cref="ArgumentException">Images have another size, or other classes.</exception>
    public MnistDataset(LabeledImages train, LabeledImages test, string source)
        : this(RequireDigits(train, nameof(train)), RequireDigits(test, nameof(test)), isGenerated: false, source)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(source);
    }

    /// <summary>
    /// Reads tables of comma-separated numbers: in each line a digit, then the 784 pixels, 0 to 255. A first line of names is
    /// passed over.
    /// </summary>
    /// <param name="trainPath">The file with the images to learn from.</param>
    /// <param name="testPath">The file with the images to measure with.</param>
    /// <returns>The digits.</returns>
    /// <exception cref="FileNotFoundException">A file does not exist.</exception>
    /// <exception cref="InvalidDataException">
    /// A file has a line of another form, or one digit alone. The message names the file and the line.
    /// </exception>
    public static MnistDataset FromCsv(string trainPath, string testPath)
    {
        ArgumentException.ThrowIfNullOrEmpty(trainPath);
        ArgumentException.ThrowIfNullOrEmpty(testPath);
        var train = LabeledImages.FromCsv(trainPath, ImageSetLayout.Mnist);
        if (train.CountByClass().Count(count => count > 0) == 1)
        {
            // The first pixel of MNIST's images is always 0.
            throw new InvalidDataException(
                $"'{Printable.Path(trainPath)}' has images of one digit alone, {train.GetLabel(0)}. Each line must begin with the label: does it " +
                "end with it?");
        }

        return new MnistDataset(
            train, LabeledImages.FromCsv(testPath, ImageSetLayout.Mnist), $"tables {trainPath} and {testPath}");
    }

    /// <summary>
    /// Reads pictures of digits from a folder: photographs, scans, drawings, of any size, each brought into the form of MNIST
    /// as <see cref="DigitImage"/> tells.
    /// </summary>
    /// <param name="directory">
    /// The folder, with sub-folders 0 to 9 of which some may be missing, or with two sub-folders <c>train</c> (or
    /// <c>training</c>) and <c>test</c> (or <c>testing</c>) that have these. Hidden files are passed over; whatever else is in
    /// the folder of a digit must be a picture of it.
    /// </param>
    /// <param name="testFraction">
    /// The share of the images of each digit that is drawn to measure with, above 0 and below 1. Two sub-folders are taken as
    /// they are.
    /// </param>
    /// <param name="seed">Any number: it decides which are drawn.</param>
    /// <param name="progress">Is told of each file, on whatever thread has read it, one after the other.</param>
    /// <param name="cancellationToken">Cancels the reading, between two files.</param>
    /// <returns>The digits.</returns>
    /// <exception cref="DirectoryNotFoundException">There is no such folder.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The share is not between 0 and 1.</exception>
    /// <exception cref="InvalidDataException">
    /// Files cannot be read or are blank: the message names ten of them, and <see cref="Exception.InnerException"/> has them
    /// all. Or there are other folders, or no pictures.
    /// </exception>
    /// <exception cref="InvalidOperationException">There are too few pictures to divide.</exception>
    /// <exception cref="OperationCanceledException">The reading was cancelled.</exception>
    public static MnistDataset FromImageFolder(
        string directory, double testFraction = DefaultTestFraction, int seed = 0,
        IProgress<ImageFolderProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(directory);
        LabeledImages.ThrowIfNotFraction(testFraction, nameof(testFraction));
        var (train, test) = DigitFolder.Read(directory, testFraction, seed, progress, cancellationToken);
        return new MnistDataset(train, test, $"pictures from {directory}");
    }

    private static LabeledImages RequireDigits(LabeledImages images, string parameterName)
    {
        ArgumentNullException.ThrowIfNull(images, parameterName);
        return images is { Height: 28, Width: 28, ClassCount: 10, ClassNames: null }
            ? images
            : throw new ArgumentException(
                $"Digits are 28x28 and have ten classes that are numbers; these images are {images.Height}x{images.Width} and " +
                $"have {images.ClassCount} classes{(images.ClassNames is null ? "" : " with names")}.", parameterName);
    }
}
