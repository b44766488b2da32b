using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using DenseNetworks;
using DenseNetworks.IO.Zip;
using DenseNetworks.Models;
using Mnist.Digits.SavedPipelines;

namespace Mnist.Digits;

/// <summary>
/// Reads handwritten digits in pictures of any size, and in images of 28x28 pixels in the form of MNIST
/// (http://yann.lecun.com/exdb/mnist/). Managed code alone: it needs neither ML.NET nor a native library.
/// </summary>
/// <remarks>Immutable and safe for use from many threads at once.</remarks>
public sealed partial class DigitReader
{
    /// <summary>What an error says of a file that is none.</summary>
    internal const string Complaint = "is not a classifier of digits that can be loaded.";

    private const string PretrainedResource = "Mnist.Digits.Pretrained.digits.zip";

    // In units of the score, logits. A digit so far above the threshold needs no second look; another gives way only to what is so
    // much better.
    private const float CertainMargin = 5;
    private const float LeastGain = 3;

    // Of many candidates one may look like a digit by chance, so it takes more than the threshold.
    private const float CandidateMargin = 1;

    private const float LeastProbability = 1e-30f;

    private static readonly Lazy<DigitReader> Pretrained = new(() =>
    {
        using var stream = OpenPretrained();
        return ModelFile.Read(stream, Make, $"The model in the package {Complaint}");
    });

    /// <param name="network">A network of digits: see <see cref="DigitNetwork"/>.</param>
    internal DigitReader(DenseNetwork network)
    {
        Network = network;
    }

    /// <summary>
    /// Gets the network. It takes 784 features, pixels divided by 255, to the probabilities of the ten digits.
    /// </summary>
    public DenseNetwork Network { get; }

    /// <summary>
    /// Loads the reader that comes with the package: trained on MNIST and on digits drawn by a program, augmented and spoilt in
    /// many ways, so that it reads other people's, other scanners' and bad digits too. It needs no file and no download. What it
    /// was trained on, how it scores and on what it fails is in docs/model-card.md of the repository.
    /// </summary>
    /// <returns>The reader, the same object each time.</returns>
    public static DigitReader LoadPretrained() => Pretrained.Value;

    /// <summary>
    /// Loads a classifier of digits that <c>MnistClassifier.Save</c> or ML.NET's <c>mlContext.Model.Save</c> wrote, without
    /// ML.NET. The file may come from anyone: nothing that it names is looked up, loaded or run, nothing is written to disk, and
    /// memory is taken only for what is there.
    /// </summary>
    /// <param name="path">The zip file: at most 512 MiB, packed and unpacked: room for 134 million weights.</param>
    /// <returns>The reader.</returns>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="DirectoryNotFoundException">There is no such folder.</exception>
    /// <exception cref="UnauthorizedAccessException">Access to the file is denied.</exception>
    /// <exception cref="IOException">The path names a folder, or the disk refuses.</exception>
    /// <exception cref="InvalidDataException">
    /// The file is damaged, too large, or not a classifier of 28x28 digits. The message names it and says what to do.
    /// </exception>
    public static DigitReader Load(string path) => ModelFile.Load(path, Make, Complaint);

    /// <summary>Loads a classifier of digits from anyone, as <see cref="Load(string)"/> does.</summary>
    /// <param name="stream">
    /// A readable stream of the zip, read from where it stands to its end, or until there are more than 512 MiB. It stays open.
    /// </param>
    /// <returns>The reader.</returns>
    /// <exception cref="InvalidDataException">
    /// The bytes are damaged, too many, or not a classifier of 28x28 digits. The message says what to do.
    /// </exception>
    public static DigitReader Load(Stream stream) => ModelFile.Load(stream, Make, Complaint);

    /// <summary>
    /// Reads the digit in a picture file: a photograph, a scan or a drawing of any size. Safe to call from many threads at once.
    /// </summary>
    /// <param name="path">A PNG, JPEG, BMP, GIF, PGM, PPM or PBM file, as <see cref="DigitImage.Load(string)"/> reads it.</param>
    /// <returns>The prediction, also where the picture is blank or too small: see <see cref="DigitPrediction.Finding"/>.</returns>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="UnauthorizedAccessException">Access to the file is denied, or it is a folder.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="InvalidDataException">
    /// The file is damaged, too large, or of another format. The message names it and says what to do. For another limit than
    /// <see cref="DigitImage.DefaultMaxPixels"/>, load the image by <see cref="DigitImage.Load(string, int)"/> first.
    /// </exception>
    public DigitPrediction ReadImage(string path) => ReadImage(DigitImage.Load(path));

    /// <summary>
    /// Reads the digit in the content of a picture file. Safe to call from many threads at once, each with a stream of its own.
    /// </summary>
    /// <param name="stream">A readable stream, read from where it stands to its end. It stays open.</param>
    /// <returns>The prediction, also where the picture is blank or too small: see <see cref="DigitPrediction.Finding"/>.</returns>
    /// <exception cref="InvalidDataException">
    /// The bytes are damaged, or a picture that is too large or of another format than <see cref="DigitImage.Load(Stream)"/>
    /// reads.
    /// </exception>
    public DigitPrediction ReadImage(Stream stream) => ReadImage(DigitImage.Load(stream));

    /// <summary>
    /// Reads the digit in an image in the form of MNIST. A network that was trained with a background class reads it twice, with
    /// strokes as wide as MNIST's, <see cref="DigitImage.Pixels"/>, and as they were written, and answers by the mean of both. Where that
    /// does not look like a digit for certain, the picture is looked at again: without printed lines, by strokes that fade, in the
    /// other polarity; what looks most like a digit is read. Safe to call from many threads at once.
    /// </summary>
    /// <param name="image">The image.</param>
    /// <returns>The prediction, also where the image is blank: see <see cref="DigitPrediction.Finding"/>.</returns>
    public DigitPrediction ReadImage(DigitImage image)
    {
        ArgumentNullException.ThrowIfNull(image);
        // Only a network with a background class has learned strokes of every width, and has a score that tells a digit from what is none.
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

    /// <summary>Reads the digit in the pixels of an image in the form of MNIST. Safe to call from many threads at once.</summary>
    /// <param name="pixels">
    /// The 784 pixels, row by row from the top left, 0 for paper to 255 for ink, centred as MNIST's are.
    /// </param>
    /// <returns>The prediction, also where all pixels are 0: see <see cref="DigitPrediction.Finding"/>.</returns>
    /// <exception cref="ArgumentException">There are not 784 pixels.</exception>
    public DigitPrediction ReadImage(ReadOnlySpan<byte> pixels) => Read(pixels, asWritten: null, DigitFinding.Blank);

    /// <summary>Returns what the network is, and its accuracy where that is known, the same in every culture.</summary>
    /// <returns>The text, such as <c>784-128-128-10, 118,282 parameters, 98.3 % of the validation images</c>.</returns>
    public override string ToString() => Network.History is { } history && history.Best.ValidationAccuracy is { } accuracy
        ? FormattableString.Invariant($"{Network}, {100 * accuracy:F1} % of the validation images")
        : $"{Network}";

    /// <summary>Opens the zip of the model in the package.</summary>
    internal static Stream OpenPretrained() => typeof(DigitReader).Assembly.GetManifestResourceStream(PretrainedResource)!;

    private DigitPrediction Read(ReadOnlySpan<byte> pixels, byte[]? asWritten, DigitFinding findingWithoutInk)
    {
        if (pixels.Length != DigitNetwork.PixelCount)
        {
            throw new ArgumentException(
                $"A digit has {DigitNetwork.PixelCount} pixels, 28 rows of 28, but there are {pixels.Length}. To read a picture file, give its " +
                "path or a stream.", nameof(pixels));
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
            // Pixels are finite, so the weights are such that numbers overflow: a network made to do harm.
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

    // The geometric mean: the softmax of the mean logits. A probability of 0 is only too small for a float.
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
