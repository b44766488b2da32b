using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using DenseNetworks;
using DenseNetworks.IO.Zip;
using DenseNetworks.Models;
using Mnist.Digits.SavedPipelines;

namespace Mnist.Digits;

/// <summary>
/// Reads handwritten digits in pictures of any size, and in 28x28 images in MNIST's format
/// (http://yann.lecun.com/exdb/mnist/). It is managed code and needs neither ML.NET nor a native library.
/// </summary>
/// <remarks>This type is immutable. All members are thread-safe.</remarks>
/// <example>
/// <code>
/// DigitReader reader = DigitReader.LoadPretrained();
/// DigitPrediction prediction = reader.ReadImage("photo.jpg");
/// Console.WriteLine(prediction); // 7 (99.8 %)
/// </code>
/// </example>
public sealed partial class DigitReader
{
    internal const string Complaint = "is not a classifier of digits that can be loaded.";

    private const string PretrainedResource = "Mnist.Digits.Pretrained.digits.zip";

    // In logits, like the score. A digit that exceeds the threshold by the margin is certain, so other candidates are not read.
    // Any other digit gives way only to a candidate that scores higher by the gain.
    private const float CertainMargin = 5;
    private const float LeastGain = 3;

    // One of many candidates may look like a digit by chance, so reaching the threshold is not enough.
    private const float CandidateMargin = 1;

    private const float LeastProbability = 1e-30f;

    private static readonly Lazy<DigitReader> Pretrained = new(() =>
    {
        using var stream = OpenPretrained();
        return ModelFile.Read(stream, Make, $"The model in the package {Complaint}");
    });

    internal DigitReader(DenseNetwork network) => Network = network;

    /// <summary>
    /// Gets the network, which computes the probabilities of the ten digits from 784 features: pixels divided by 255.
    /// </summary>
    public DenseNetwork Network { get; }

    /// <summary>Loads the pretrained model that is embedded in the package.</summary>
    /// <returns>The reader, which is the same instance on every call.</returns>
    /// <remarks>
    /// The model was trained on MNIST and on synthetic digits, heavily augmented and corrupted, so that it also reads
    /// handwriting, scanners and picture quality that MNIST lacks. See docs/model-card.md in the repository for its training
    /// data, accuracy and limitations.
    /// </remarks>
    /// <example>
    /// <code>
    /// DigitReader reader = DigitReader.LoadPretrained();
    /// Console.WriteLine(reader.ReadImage("photo.jpg")); // 7 (99.8 %)
    /// </code>
    /// </example>
    public static DigitReader LoadPretrained() => Pretrained.Value;

    /// <summary>
    /// Loads a digit classifier saved by <c>MnistClassifier.Save</c> or by ML.NET's <c>mlContext.Model.Save</c>, without using
    /// ML.NET.
    /// </summary>
    /// <param name="path">
    /// The path of the zip file: at most 512 MiB, both compressed and uncompressed, which is enough for 134 million weights.
    /// </param>
    /// <returns>The reader.</returns>
    /// <remarks>
    /// It is safe to load a file from an untrusted source. Nothing that the file names is resolved, loaded or run; nothing is
    /// written to disk; and memory is allocated only for data that is present.
    /// </remarks>
    /// <exception cref="FileNotFoundException">The file does not exist.</exception>
    /// <exception cref="DirectoryNotFoundException">The folder does not exist.</exception>
    /// <exception cref="UnauthorizedAccessException">Access to the file is denied.</exception>
    /// <exception cref="IOException">The path is a folder, or an I/O error occurred.</exception>
    /// <exception cref="InvalidDataException">
    /// The file is damaged, too large, or not a classifier of 28x28 digits. The message names the file and says what to do.
    /// </exception>
    /// <example>
    /// <code>
    /// DigitReader reader = DigitReader.Load("mnist.zip");
    /// Console.WriteLine(reader); // 784-128-128-10, 118,282 parameters, 98.3 % of the validation images
    /// </code>
    /// </example>
    public static DigitReader Load(string path) => ModelFile.Load(path, Make, Complaint);

    /// <summary>Loads a digit classifier from a stream.</summary>
    /// <param name="stream">
    /// A readable stream with the zip file. It is read from its current position to its end, at most 512 MiB, and left open.
    /// </param>
    /// <returns>The reader.</returns>
    /// <inheritdoc cref="Load(string)" path="/remarks"/>
    /// <exception cref="InvalidDataException">
    /// The data is damaged, too large, or not a classifier of 28x28 digits. The message says what to do.
    /// </exception>
    public static DigitReader Load(Stream stream) => ModelFile.Load(stream, Make, Complaint);

    /// <summary>Reads the digit in a picture file: a photograph, a scan or a drawing of any size.</summary>
    /// <param name="path">
    /// The path of a PNG, JPEG, BMP, GIF, PGM, PPM or PBM file of at most <see cref="DigitImage.DefaultMaxPixels"/> pixels. To
    /// set another limit, call <see cref="DigitImage.Load(string, int)"/> and pass the image to
    /// <see cref="ReadImage(DigitImage)"/>.
    /// </param>
    /// <returns>
    /// The prediction, whose <see cref="DigitPrediction.Finding"/> says whether the picture contains a digit, is blank or too
    /// small.
    /// </returns>
    /// <inheritdoc cref="DigitImage.Load(string)" path="/exception"/>
    /// <example>
    /// <code>
    /// DigitPrediction prediction = DigitReader.LoadPretrained().ReadImage("photo.jpg");
    /// if (prediction.IsDigit)
    /// {
    ///     Console.WriteLine($"{prediction.Digit}, probability {prediction.Confidence}");
    /// }
    /// </code>
    /// </example>
    public DigitPrediction ReadImage(string path) => ReadImage(DigitImage.Load(path));

    /// <summary>Reads the digit in a picture from a stream.</summary>
    /// <param name="stream">
    /// A readable stream with the content of a picture file. It is read from its current position to its end and left open.
    /// Threads must not share it.
    /// </param>
    /// <inheritdoc cref="ReadImage(string)" path="/returns"/>
    /// <inheritdoc cref="DigitImage.Load(Stream)" path="/exception"/>
    public DigitPrediction ReadImage(Stream stream) => ReadImage(DigitImage.Load(stream));

    /// <summary>Reads the digit in a normalized image.</summary>
    /// <param name="image">The image.</param>
    /// <inheritdoc cref="ReadImage(string)" path="/returns"/>
    /// <remarks>
    /// A network trained with a background class classifies the digit twice, once with strokes as wide as MNIST's
    /// (<see cref="DigitImage.Pixels"/>) and once with its original strokes, and averages the logits. If the result is not
    /// clearly a digit, the picture is searched for other candidates: with printed lines removed, with faint strokes, with
    /// inverted polarity. The prediction is for the candidate with the highest in-distribution score.
    /// </remarks>
    /// <exception cref="ArgumentNullException"><paramref name="image"/> is <see langword="null"/>.</exception>
    public DigitPrediction ReadImage(DigitImage image)
    {
        ArgumentNullException.ThrowIfNull(image);
        // Only a network with a background class has learned strokes of every width, and scores reliably.
        var looksAgain = Network.HasBackgroundClass && Network.RejectionThreshold is not null;
        var first = Read(
            image.Pixels, looksAgain ? image.AsWritten : null, image.IsTooSmall ? DigitFinding.TooSmall : DigitFinding.Blank);
        if (first.IsDigit && image.IsOneOfSeveral)
        {
            return first.With(DigitFinding.SeveralDigits);
        }

        var threshold = Network.RejectionThreshold ?? 0;
        if (!looksAgain || (first.IsDigit && first.DigitScore >= threshold + CertainMargin))
        {
            return first;
        }

        var isFound = first.Finding is not (DigitFinding.Blank or DigitFinding.TooSmall);
        var best = first;
        var least = threshold + CandidateMargin;
        if (isFound)
        {
            least = Math.Max(least, first.DigitScore + (first.IsDigit ? LeastGain : 0));
        }

        foreach (var candidate in image.OtherCandidates)
        {
            var other = Read(candidate.Pixels, candidate.AsWritten, DigitFinding.Blank);
            if (other.IsDigit && other.DigitScore > least)
            {
                least = other.DigitScore;
                best = candidate.IsOneOfSeveral ? other.With(DigitFinding.SeveralDigits) : other;
            }
        }

        return best;
    }

    /// <summary>Reads the digit in pixels that are already in MNIST's format.</summary>
    /// <param name="pixels">
    /// The 784 pixels, row by row from the top left, from 0 for paper to 255 for ink, centred as in MNIST.
    /// </param>
    /// <returns>
    /// The prediction, whose <see cref="DigitPrediction.Finding"/> says whether the pixels are a digit or all of them are 0.
    /// </returns>
    /// <exception cref="ArgumentException">The length of <paramref name="pixels"/> is not 784.</exception>
    public DigitPrediction ReadImage(ReadOnlySpan<byte> pixels) => Read(pixels, asWritten: null, DigitFinding.Blank);

    /// <summary>
    /// Returns a description of the network and, if known, its validation accuracy, in the invariant culture.
    /// </summary>
    /// <returns>
    /// A description such as <c>784-128-128-10, 118,282 parameters, 98.3 % of the validation images</c>.
    /// </returns>
    public override string ToString() => Network.History is { } history && history.Best.ValidationAccuracy is { } accuracy
        ? FormattableString.Invariant($"{Network}, {100 * accuracy:F1} % of the validation images")
        : $"{Network}";

    internal static Stream OpenPretrained() => typeof(DigitReader).Assembly.GetManifestResourceStream(PretrainedResource)!;

    private DigitPrediction Read(ReadOnlySpan<byte> pixels, byte[]? asWritten, DigitFinding findingWithoutInk)
    {
        if (pixels.Length != DigitNetwork.PixelCount)
        {
            throw new ArgumentException(
                $"A digit has {DigitNetwork.PixelCount} pixels, 28 rows of 28, but there are {pixels.Length}. To read a " +
                "picture file, pass its path or a stream.", nameof(pixels));
        }

        var (probabilities, score) = Compute(pixels);
        if (asWritten is not null)
        {
            var (others, otherScore) = Compute(asWritten);
            MixInto(probabilities, others);
            score = (score + otherScore) / 2;
        }

        var isAnswered = !float.IsNaN(score);
        if (!isAnswered)
        {
            // Pixels are finite, so the weights made the computation overflow: a malicious network.
            probabilities.AsSpan().Fill(1f / DigitNetwork.ClassCount);
            score = float.MinValue;
        }

        var finding = !pixels.ContainsAnyExcept((byte)0) ? findingWithoutInk
            : isAnswered && Network.IsInDistribution(score) ? DigitFinding.Digit
            : DigitFinding.NoDigit;
        return new DigitPrediction([.. pixels], ImmutableCollectionsMarshal.AsImmutableArray(probabilities), score, finding);
    }

    private (float[] Probabilities, float Score) Compute(ReadOnlySpan<byte> pixels)
    {
        Span<float> features = stackalloc float[DigitNetwork.PixelCount];
        PixelScale.ToFeatures(pixels, features);
        var probabilities = new float[DigitNetwork.ClassCount];
        Network.ComputeProbabilities(features, probabilities, out var score);
        return (probabilities, score);
    }

    // The geometric mean is the softmax of the mean logits. A probability of 0 has only underflowed.
    private static void MixInto(Span<float> probabilities, Span<float> others)
    {
        TensorPrimitives.Max(probabilities, LeastProbability, probabilities);
        TensorPrimitives.Max(others, LeastProbability, others);
        TensorPrimitives.Sqrt(probabilities, probabilities);
        TensorPrimitives.Sqrt(others, others);
        TensorPrimitives.Multiply(probabilities, others, probabilities);
        TensorPrimitives.Divide(probabilities, TensorPrimitives.Sum<float>(probabilities), probabilities);
    }

    private static DigitReader Make(ZipContent zip) => new(SavedDigitPipeline.ReadNetwork(SavedSteps.Read(zip)).Network);
}
