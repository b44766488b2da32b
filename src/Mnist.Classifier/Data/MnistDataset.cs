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
            $"{origin} ({train.Count:N0} training and {test.Count:N0} test images)");
    }

    /// <summary>Gets the images to learn from.</summary>
    public LabeledImages Train { get; }

    /// <summary>Gets the images to measure with. Never train on these.</summary>
    public LabeledImages Test { get; }

    /// <summary>Gets a value indicating whether the digits were generated, not written by people.</summary>
    public bool IsGenerated { get; }

    /// <summary>Gets where the digits come from, and how many there are, in a short sentence for people.</summary>
    public string Source { get; }

    /// <summary>Returns <see cref="Source"/>.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => Source;

    /// <summary>Reads the four MNIST files from the folder that the environment variable MNIST_DATA_DIR names.</summary>
    /// <returns>The database.</returns>
    /// <exception cref="InvalidOperationException">The variable is not set; the message says how to set it.</exception>
    /// <inheritdoc cref="Load(string)"/>
    public static MnistDataset Load() => Load(MnistFiles.RequireDefaultDirectory());

    /// <summary>
    /// Reads the four MNIST files from a folder: <c>train-images-idx3-ubyte</c>, <c>train-labels-idx1-ubyte</c>,
    /// <c>t10k-images-idx3-ubyte</c> and <c>t10k-labels-idx1-ubyte</c>, each plain or with <c>.gz</c>, also spelled
    /// with <c>.idx</c>. Everything is checked that the format lets one check.
    /// </summary>
    /// <param name="directory">The folder.</param>
    /// <returns>The database.</returns>
    /// <exception cref="DirectoryNotFoundException">There is no such folder.</exception>
    /// <exception cref="FileNotFoundException">A file is missing; the message names every name looked for.</exception>
    /// <exception cref="InvalidDataException">
    /// A file is damaged, has images of another size than 28x28, labels outside 0 to 9, or another count than its
    /// partner. The message says which file, where, and what to do.
    /// </exception>
    public static MnistDataset Load(string directory)
    {
        ArgumentException.ThrowIfNullOrEmpty(directory);
        var test = Task.Run(() => MnistFiles.Load(directory, test: true)); // both at once: unpacking takes its time
        try
        {
            return new MnistDataset(
                MnistFiles.Load(directory, test: false),
                test.GetAwaiter().GetResult(),
                isGenerated: false,
                $"MNIST from {directory}");
        }
        finally
        {
            Task.WaitAny(test); // no file is open any more, whatever happened
            _ = test.Exception; // of two faults, one is thrown
        }
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
        DrawnImages.ThrowIfNotCount(trainCount, nameof(trainCount));
        DrawnImages.ThrowIfNotCount(testCount, nameof(testCount));
        return new(
            DigitGenerator.Generate(trainCount, seed, DrawnStream.Train),
            DigitGenerator.Generate(testCount, seed, DrawnStream.Test),
            isGenerated: true,
            string.Create(CultureInfo.InvariantCulture, $"generated digits, seed {seed}"));
    }
}
