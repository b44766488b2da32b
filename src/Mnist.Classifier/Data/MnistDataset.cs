using System.Globalization;
using DenseNetworks.ML;
using Mnist.Classifier.Data;
using Mnist.Classifier.Data.Generation;

namespace Mnist.Classifier;

/// <summary>
/// Handwritten digits, 28x28 pixels and ten classes, to train on and to test with: the MNIST database from its files or
/// from the web, or generated digits where there is neither.
/// </summary>
/// <remarks>
/// Immutable and safe to use from many threads at once. The database is Y. LeCun, C. Cortes, C. Burges, "The MNIST
/// database of handwritten digits", http://yann.lecun.com/exdb/mnist/.
/// </remarks>
public sealed partial class MnistDataset
{
    private MnistDataset(LabeledImages train, LabeledImages test, bool isGenerated, string origin)
    {
        Train = train;
        Test = test;
        IsGenerated = isGenerated;
        Source = string.Create(
            CultureInfo.InvariantCulture,
            $"{origin} ({train.Count:N0} training and {test.Count:N0} test image{(test.Count == 1 ? "" : "s")})");
    }

    /// <summary>Gets the images to learn from.</summary>
    public LabeledImages Train { get; }

    /// <summary>Gets the images to measure with. Never train on these.</summary>
    public LabeledImages Test { get; }

    /// <summary>Gets a value indicating whether the digits were generated, not written by people.</summary>
    public bool IsGenerated { get; }

    /// <summary>
    /// Gets a value indicating whether the test images were drawn from those to learn from, because there were none of their own.
    /// </summary>
    public bool IsTestSetAside { get; }

    /// <summary>Gets where the digits come from, and how many there are, in a short sentence for people.</summary>
    public string Source { get; }

    /// <summary>Returns <see cref="Source"/>.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => Source;

    /// <summary>Reads the digits in the folder that the environment variable MNIST_DATA_DIR names.</summary>
    /// <returns>The digits.</returns>
    /// <exception cref="InvalidOperationException">The variable is not set; the message says how to set it.</exception>
    /// <exception cref="DirectoryNotFoundException">There is no such folder.</exception>
    /// <exception cref="FileNotFoundException">One of the four files is missing; the message names every name looked for.</exception>
    /// <exception cref="InvalidDataException">A file is damaged, or there is something else.</exception>
    public static MnistDataset Load() => Load(MnistFiles.RequireDefaultDirectory());

    /// <summary>
    /// Reads digits from wherever they are: a folder with MNIST's four files, with tables, or with pictures of digits, or a
    /// table. The rule of what is taken for what is on the page docs/data.md; what leaves a doubt is refused.
    /// </summary>
    /// <param name="path">
    /// A folder with the four files <c>train-images-idx3-ubyte</c>, <c>train-labels-idx1-ubyte</c>, <c>t10k-images-idx3-ubyte</c> and
    /// <c>t10k-labels-idx1-ubyte</c>, each plain or with <c>.gz</c>, also spelled with <c>.idx</c>; with tables of which one has
    /// <c>train</c> in its name and one may have <c>test</c> (as <see cref="FromCsv"/> reads them); or with pictures (as
    /// <see cref="FromImageFolder"/> reads them). Or a table. A folder that has nothing but one other is passed through.
    /// </param>
    /// <param name="options">What to set aside to test where there are no test images, and how tables are written.</param>
    /// <param name="progress">Is told of each picture, on whatever thread has read it, one after the other.</param>
    /// <param name="cancellationToken">Cancels the reading of pictures, between two of them.</param>
    /// <returns>The digits. <see cref="Source"/> tells what was found, and <see cref="IsTestSetAside"/> whether there was a test set.</returns>
    /// <exception cref="DirectoryNotFoundException">There is no such folder.</exception>
    /// <exception cref="FileNotFoundException">One of the four files is missing; the message names every name looked for.</exception>
    /// <exception cref="InvalidDataException">
    /// A file is damaged or no data, has images of another size than 28x28, or labels outside 0 to 9; or the folder has something else, or
    /// more than one thing. The message says what is there, and what to do.
    /// </exception>
    /// <exception cref="ArgumentException">An option is not valid.</exception>
    /// <exception cref="InvalidOperationException">There are too few images to set some aside.</exception>
    /// <exception cref="OperationCanceledException">The reading was cancelled.</exception>
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
    /// Draws digits that look handwritten, in the geometry of MNIST, without any file. On one machine the same
    /// arguments give the same bytes, whatever the number of threads; training and test images never share random
    /// numbers.
    /// </summary>
    /// <param name="trainCount">How many training images, at least 1.</param>
    /// <param name="testCount">How many test images, at least 1.</param>
    /// <param name="seed">Any number; another one gives other digits.</param>
    /// <returns>Digits of all ten classes, about as many of each.</returns>
    /// <remarks>
    /// They are for trying things out, for tests and for demonstrations, and to learn from where there is no MNIST: a
    /// network of <see cref="TrainingRecipe.Tutorial"/> that has learned from the default 20,000 alone classifies about 94 %
    /// of MNIST's images rightly, and from 60,000 more than 95 %, where MNIST itself would teach it nearly 98 %. They
    /// vary more than MNIST's do: a network's accuracy on generated digits says little about that on real ones.
    /// </remarks>
    /// <exception cref="ArgumentOutOfRangeException">A count is below 1, or too large for one array of pixels.</exception>
    public static MnistDataset Generate(int trainCount = 20_000, int testCount = 4_000, int seed = 0)
    {
        ImageGenerator.ThrowIfNotCount(trainCount, nameof(trainCount));
        ImageGenerator.ThrowIfNotCount(testCount, nameof(testCount));
        return new(
            DigitGenerator.Generate(trainCount, seed, RandomStream.Train),
            DigitGenerator.Generate(testCount, seed, RandomStream.Test),
            isGenerated: true,
            string.Create(CultureInfo.InvariantCulture, $"generated digits, seed {seed}"));
    }
}
