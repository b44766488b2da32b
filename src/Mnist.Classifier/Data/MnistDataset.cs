using System.Globalization;
using DenseNetworks.ML;
using Mnist.Classifier.Data;
using Mnist.Classifier.Data.Folders;
using Mnist.Classifier.Data.Generation;
using Mnist.Digits;
using Mnist.Digits.Normalization;
using Mnist.Digits.SavedPipelines;

namespace Mnist.Classifier;

/// <summary>
/// Handwritten digits to train on and to test with, of 28x28 pixels and ten classes: the MNIST database from files or from the
/// web, digits of your own, or generated digits.
/// </summary>
/// <remarks>
/// Immutable and thread-safe. The database is Y. LeCun, C. Cortes, C. Burges, "The MNIST database of handwritten digits",
/// http://yann.lecun.com/exdb/mnist/.
/// </remarks>
public sealed partial class MnistDataset
{
    private const double DefaultTestFraction = 0.2;

    /// <summary>Initializes a data set from images in memory, such as a part of another data set.</summary>
    /// <param name="train">The images to train on, 28x28, of ten classes without names.</param>
    /// <param name="test">The images to test with, of the same size and classes.</param>
    /// <param name="source">Where they come from, for people; the counts are added.</param>
    /// <exception cref="ArgumentException">Images have another size, or other classes.</exception>
    public MnistDataset(LabeledImages train, LabeledImages test, string source)
    {
        Train = RequireDigits(train, nameof(train));
        Test = RequireDigits(test, nameof(test));
        ArgumentException.ThrowIfNullOrWhiteSpace(source);
        Source = string.Create(
            CultureInfo.InvariantCulture,
            $"{source} ({train.Count:N0} training and {test.Count:N0} test image{(test.Count == 1 ? "" : "s")})");
    }

    private MnistDataset(DigitSets sets)
        : this(sets.Train, sets.Test, sets.Source) => IsTestSetAside = sets.IsTestSetAside;

    /// <summary>Gets the images to train on.</summary>
    public LabeledImages Train { get; }

    /// <summary>Gets the images to test with. Do not train on these.</summary>
    public LabeledImages Test { get; }

    /// <summary>Gets a value indicating whether the digits were generated, not written by people.</summary>
    public bool IsGenerated { get; private init; }

    /// <summary>
    /// Gets a value indicating whether the test images were taken from the training images, because there were no others.
    /// </summary>
    public bool IsTestSetAside { get; }

    /// <summary>Gets a short description, for people, of where the digits come from and how many there are.</summary>
    public string Source { get; }

    /// <summary>Returns <see cref="Source"/>.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => Source;

    /// <summary>Loads the digits in the folder that the environment variable MNIST_DATA_DIR names.</summary>
    /// <returns>The digits.</returns>
    /// <exception cref="InvalidOperationException">The variable is not set; the message says how to set it.</exception>
    /// <exception cref="DirectoryNotFoundException">The folder does not exist.</exception>
    /// <exception cref="FileNotFoundException">
    /// One of the four files is missing; the message lists the accepted names.
    /// </exception>
    /// <exception cref="InvalidDataException">A file is damaged, or the folder has something else.</exception>
    public static MnistDataset Load() => Load(MnistFiles.RequireDefaultDirectory());

    /// <summary>
    /// Loads digits in any supported form: a folder with MNIST's four files, with tables, or with pictures of digits, or a
    /// table. docs/data.md of the repository has the exact rules; ambiguous input is rejected.
    /// </summary>
    /// <param name="path">
    /// A folder with the four files <c>train-images-idx3-ubyte</c>, <c>train-labels-idx1-ubyte</c>,
    /// <c>t10k-images-idx3-ubyte</c> and <c>t10k-labels-idx1-ubyte</c>, each plain or with <c>.gz</c>, also spelled with
    /// <c>.idx</c>; with tables, one with <c>train</c> in its name and optionally one with <c>test</c> (see
    /// <see cref="FromCsv"/>); or with pictures (see <see cref="FromImageFolder"/>). Or the file of a table. If a folder
    /// contains one folder and nothing else, that is read.
    /// </param>
    /// <param name="options">How to set test images aside if there are none, and how tables are written.</param>
    /// <param name="progress">Receives a report after each picture, one at a time, on the thread that has read it.</param>
    /// <param name="cancellationToken">Cancels the reading of pictures, between two of them.</param>
    /// <returns>
    /// The digits. <see cref="Source"/> describes what was found, and <see cref="IsTestSetAside"/> says whether there were no
    /// test images.
    /// </returns>
    /// <exception cref="DirectoryNotFoundException">The folder does not exist.</exception>
    /// <exception cref="FileNotFoundException">
    /// One of the four files is missing; the message lists the accepted names.
    /// </exception>
    /// <exception cref="InvalidDataException">
    /// A file is damaged or no data, has images of another size than 28x28, or labels outside 0 to 9; or the folder has
    /// something else, or several data sets. The message says what is there, and what to do.
    /// </exception>
    /// <exception cref="ArgumentException">An option is not valid.</exception>
    /// <exception cref="InvalidOperationException">There are too few images to set some aside.</exception>
    /// <exception cref="OperationCanceledException">The reading was canceled.</exception>
    /// <example>
    /// <code>
    /// var data = MnistDataset.Load("my-digits");
    /// Console.WriteLine(data); // what was found, and how many images
    /// var classifier = MnistClassifier.Train(data);
    /// </code>
    /// </example>
    public static MnistDataset Load(
        string path, MnistLoadOptions? options = null, IProgress<ImageFolderProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        options ??= new();
        LabeledImages.ThrowIfNotFraction(options.TestFraction, nameof(options));
        return new MnistDataset(new DataFolder(options, progress, cancellationToken).Read(path));
    }

    /// <summary>
    /// Loads tables of digits, as <see cref="LabeledImages.FromCsv"/> does: each line has a digit and its 784 pixels. The
    /// second table has the form of the first unless its first line says otherwise.
    /// </summary>
    /// <param name="trainPath">The file with the images to train on.</param>
    /// <param name="testPath">The file with the images to test with.</param>
    /// <param name="layout">
    /// How the tables are written: <see langword="null"/> for <see cref="ImageSetLayout.Mnist"/>, which can be changed by
    /// <c>with</c>.
    /// </param>
    /// <returns>The digits.</returns>
    /// <exception cref="FileNotFoundException">A file does not exist.</exception>
    /// <exception cref="InvalidDataException">
    /// A file has a line of another form, or only one digit. The message names the file and the line.
    /// </exception>
    /// <example>
    /// <code>
    /// var data = MnistDataset.FromCsv("train.csv", "test.csv");
    /// </code>
    /// </example>
    public static MnistDataset FromCsv(string trainPath, string testPath, ImageSetLayout? layout = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(trainPath);
        ArgumentException.ThrowIfNullOrEmpty(testPath);
        var reader = new DataFolder(new() { TableLayout = layout }, progress: null, CancellationToken.None);
        return new MnistDataset(reader.ReadTables(trainPath, testPath));
    }

    /// <summary>
    /// Loads pictures of digits from a folder: photographs, scans, drawings, of any size, each converted to the form of MNIST
    /// as <see cref="DigitImage"/> describes.
    /// </summary>
    /// <param name="directory">
    /// The folder, with sub-folders 0 to 9 (or 00 to 09, or zero to nine), some of which may be missing; with sub-folders
    /// <c>train</c> (or <c>training</c>) and <c>test</c> (or <c>testing</c>) that contain these, or the other way round; or
    /// with pictures whose names begin with their digit (7_001.png). If a folder contains one folder and nothing else, that is
    /// read. Hidden files are ignored; anything else in the folder of a digit must be a picture of it.
    /// </param>
    /// <param name="testFraction">
    /// The fraction of the images of each digit that becomes the test set, above 0 and below 1. Ignored if there are folders of
    /// training and test images.
    /// </param>
    /// <param name="seed">The seed that decides which images become the test set.</param>
    /// <param name="progress">Receives a report after each file, one at a time, on the thread that has read it.</param>
    /// <param name="cancellationToken">Cancels the reading, between two files.</param>
    /// <returns>The digits.</returns>
    /// <exception cref="DirectoryNotFoundException">The folder does not exist.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The fraction is not between 0 and 1.</exception>
    /// <exception cref="InvalidDataException">
    /// Files cannot be read or are blank: the message names ten of them, and <see cref="Exception.InnerException"/> has them
    /// all. Or there are other folders, or no pictures.
    /// </exception>
    /// <exception cref="InvalidOperationException">There are too few pictures to split.</exception>
    /// <exception cref="OperationCanceledException">The reading was canceled.</exception>
    /// <example>
    /// <code>
    /// var data = MnistDataset.FromImageFolder("photos"); // photos/7/first.jpg and so on
    /// var classifier = MnistClassifier.Train(data, from: MnistClassifier.LoadPretrained());
    /// </code>
    /// </example>
    public static MnistDataset FromImageFolder(
        string directory, double testFraction = DefaultTestFraction, int seed = 0,
        IProgress<ImageFolderProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(directory);
        LabeledImages.ThrowIfNotFraction(testFraction, nameof(testFraction));
        var options = new MnistLoadOptions { TestFraction = testFraction, Seed = seed };
        return new MnistDataset(
            new DataFolder(options, progress, cancellationToken).ReadPictures(FolderContent.OfInnermost(directory)));
    }

    /// <summary>
    /// Generates digits that look handwritten, in the form of MNIST, without any file. On one machine the same arguments give
    /// the same bytes, whatever the number of threads; training and test images never share random numbers.
    /// </summary>
    /// <param name="trainCount">The number of training images, at least 1.</param>
    /// <param name="testCount">The number of test images, at least 1.</param>
    /// <param name="seed">The seed: any number; another one gives other digits.</param>
    /// <returns>Digits of all ten classes, about as many of each.</returns>
    /// <remarks>
    /// They are for experiments, tests and demonstrations, and for training without MNIST: a network of
    /// <see cref="TrainingRecipe.Tutorial"/> trained on the default 20,000 alone classifies about 94 % of MNIST's images
    /// correctly, and trained on 60,000 more than 95 %; trained on MNIST itself it would be nearly 98 %. They vary more than
    /// MNIST's digits do: the accuracy on generated digits says little about that on real ones.
    /// </remarks>
    /// <exception cref="ArgumentOutOfRangeException">A count is below 1, or too large for one array of pixels.</exception>
    public static MnistDataset Generate(int trainCount = 20_000, int testCount = 4_000, int seed = 0)
    {
        ImageGenerator.ThrowIfNotCount(trainCount, nameof(trainCount));
        ImageGenerator.ThrowIfNotCount(testCount, nameof(testCount));
        return new(
            DigitGenerator.Generate(trainCount, seed, RandomStream.Train),
            DigitGenerator.Generate(testCount, seed, RandomStream.Test),
            string.Create(CultureInfo.InvariantCulture, $"generated digits, seed {seed}"))
        {
            IsGenerated = true,
        };
    }

    private static LabeledImages RequireDigits(LabeledImages images, string parameterName)
    {
        ArgumentNullException.ThrowIfNull(images, parameterName);
        var isOfDigits = images is { Height: SizeNormalization.Side, Width: SizeNormalization.Side, ClassNames: null }
            && images.ClassCount == DigitNetwork.ClassCount;
        return isOfDigits
            ? images
            : throw new ArgumentException(
                $"Digits are 28x28 and have ten classes that are numbers; these images are {images.Height}x{images.Width} " +
                $"and have {images.ClassCount} classes{(images.ClassNames is null ? "" : " with names")}.", parameterName);
    }
}
