using DenseNetworks;
using DenseNetworks.IO;
using DenseNetworks.IO.Zip;
using DenseNetworks.ML;
using DenseNetworks.Models;
using DenseNetworks.Network;
using Microsoft.ML;
using Microsoft.ML.Data;
using Mnist.Digits;
using Mnist.Digits.SavedPipelines;

namespace Mnist.Classifier;

/// <summary>
/// Classifies handwritten digits: images of 28x28 pixels in the form of MNIST (http://yann.lecun.com/exdb/mnist/).
/// </summary>
/// <remarks>
/// <para>Training uses libtorch, also on a GPU, if the app has a native libtorch package, such as <c>TorchSharp-cpu</c>;
/// otherwise, managed code. Loading and predicting use managed code alone.</para>
/// <para>A classifier is an ML.NET pipeline, <see cref="Transformer"/>: what <see cref="Save(string)"/> writes can also be read
/// by <see cref="ModelOperationsCatalog.Load(string, out DataViewSchema)"/>.</para>
/// <para>Immutable and thread-safe.</para>
/// </remarks>
public sealed partial class MnistClassifier
{
    private static readonly Lazy<MnistClassifier> Pretrained = new(() =>
    {
        using var stream = DigitReader.OpenPretrained();
        return ModelFile.Read(stream, Make, $"The model in the package {DigitReader.Complaint}");
    });

    private readonly DigitPipeline _pipeline;

    private MnistClassifier(DigitPipeline pipeline) => _pipeline = pipeline;

    /// <summary>
    /// Gets the pipeline as an ML.NET transformer: it reads <c>Pixels</c> (a vector of 784 bytes) and adds
    /// <c>Features</c>, <c>PredictedLabel</c> (a key), <c>Score</c> (the 10 probabilities) and <c>Digit</c>
    /// (an <see cref="int"/>).
    /// </summary>
    /// <remarks>A pipeline that was saved by ML.NET has the columns that it was built with.</remarks>
    public ITransformer Transformer => _pipeline.Transformer;

    /// <summary>Gets the network.</summary>
    public DenseNetwork Network => _pipeline.Reader.Network;

    /// <summary>Gets how the network was trained, or <see langword="null"/> if that is not known.</summary>
    public TrainingHistory? History => Network.History;

    /// <summary>
    /// Creates a classifier from an ML.NET pipeline: one that was trained by <c>Fit</c>, for example, or loaded by
    /// <c>mlContext.Model.Load</c> or <c>mlContext.Model.LoadImageNetwork</c>.
    /// </summary>
    /// <param name="transformer">
    /// The pipeline: <c>NormalizePixels</c> and a <see cref="DenseNetworkTransformer"/> of 784 features and the digits from 0
    /// to 9, in this order; <c>LoadDigitImages</c> may come before them, and <c>MapKeyToValue</c> after them.
    /// </param>
    /// <returns>The classifier. It has the columns of the pipeline.</returns>
    /// <exception cref="ArgumentException">
    /// The pipeline has other steps, or its network is not one of 28x28 digits. The message says what it has.
    /// </exception>
    public static MnistClassifier FromTransformer(ITransformer transformer)
    {
        ArgumentNullException.ThrowIfNull(transformer);
        try
        {
            return new MnistClassifier(DigitPipeline.Of(transformer));
        }
        catch (Exception e) when (e is InvalidDataException or InvalidOperationException or NotSupportedException)
        {
            throw new ArgumentException($"The transformer cannot be made a classifier. {e.Message}", nameof(transformer), e);
        }
    }

    /// <summary>
    /// Creates a classifier from the best network so far of a training that did not finish: of
    /// <see cref="TrainingCanceledException.Checkpoint"/>, for example, or of a file.
    /// </summary>
    /// <param name="checkpoint">The checkpoint of a training on digits.</param>
    /// <returns>The classifier.</returns>
    /// <exception cref="ArgumentException">The checkpoint is not of a training on 28x28 digits.</exception>
    public static MnistClassifier FromCheckpoint(TrainingCheckpoint checkpoint)
    {
        ArgumentNullException.ThrowIfNull(checkpoint);
        var context = new MLContext();
        try
        {
            return new MnistClassifier(DigitPipeline.Create(context, checkpoint.ToTransformer(context)));
        }
        catch (InvalidDataException e)
        {
            throw new ArgumentException($"The checkpoint is not of a training on digits. {e.Message}", nameof(checkpoint), e);
        }
    }

    /// <summary>
    /// Loads the classifier in the package: trained on MNIST and on generated digits, with augmentation and many
    /// kinds of corruption, so that it also reads other people's handwriting, other scanners' images and poor pictures. It
    /// needs no file, no download and no libtorch. Its training data, its accuracy and its limits are described in
    /// docs/model-card.md of the repository.
    /// </summary>
    /// <returns>The classifier, the same object each time.</returns>
    /// <example>
    /// <code>
    /// var classifier = MnistClassifier.LoadPretrained();
    /// Console.WriteLine(classifier.PredictImage("photo.jpg"));
    /// </code>
    /// </example>
    public static MnistClassifier LoadPretrained() => Pretrained.Value;

    /// <summary>
    /// Loads a classifier that <see cref="Save(string)"/> or ML.NET wrote. The file may be untrusted: only the steps of a
    /// classifier of digits are read, nothing that the file names is looked up, loaded or run, nothing is written to disk, and
    /// memory is allocated only for content that exists.
    /// </summary>
    /// <param name="path">The zip file: at most 512 MiB, packed and unpacked, enough for 134 million weights.</param>
    /// <returns>The classifier.</returns>
    /// <exception cref="FileNotFoundException">The file does not exist.</exception>
    /// <exception cref="DirectoryNotFoundException">The folder does not exist.</exception>
    /// <exception cref="UnauthorizedAccessException">Access to the file is denied.</exception>
    /// <exception cref="IOException">The path is that of a folder, or the file cannot be read.</exception>
    /// <exception cref="InvalidDataException">
    /// The file is damaged, too large, or not a classifier of 28x28 digits. The message names it and says what to do.
    /// </exception>
    /// <example>
    /// <code>
    /// var classifier = MnistClassifier.Load("mnist.zip");
    /// DigitPrediction prediction = classifier.Predict(pixels); // 784 bytes, row by row, 0 for paper to 255 for ink
    /// Console.WriteLine($"{prediction.Digit}, with a probability of {prediction.Confidence:P1}");
    /// </code>
    /// </example>
    public static MnistClassifier Load(string path) => ModelFile.Load(path, Make, DigitReader.Complaint);

    /// <summary>
    /// Loads a classifier that <see cref="Save(Stream)"/> or ML.NET wrote, as <see cref="Load(string)"/> does.
    /// </summary>
    /// <param name="stream">
    /// A readable stream of the zip, read from its position to its end, or until there are more than 512 MiB. It stays open.
    /// </param>
    /// <returns>The classifier.</returns>
    /// <exception cref="InvalidDataException">
    /// The bytes are damaged, too many, or not a classifier of 28x28 digits. The message says what to do.
    /// </exception>
    public static MnistClassifier Load(Stream stream) => ModelFile.Load(stream, Make, DigitReader.Complaint);

    /// <summary>
    /// Saves the classifier as one zip: the same bytes whenever and wherever the same classifier is saved by the same version
    /// of this library and of .NET. An existing file is replaced only when the new one is complete, even if the process or the
    /// disk fails; a symbolic link is replaced, not followed.
    /// </summary>
    /// <param name="path">
    /// The file to write. Until it is complete, it has another name in the same folder; such files of processes that were
    /// killed are deleted by a later save to the same path.
    /// </param>
    /// <exception cref="DirectoryNotFoundException">The folder does not exist.</exception>
    /// <exception cref="UnauthorizedAccessException">The file or its folder is read-only.</exception>
    /// <exception cref="IOException">The path is that of a folder, or the file cannot be written.</exception>
    public void Save(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        using var zip = _pipeline.ToZip();
        AtomicFile.Write(path, zip.WriteTo);
    }

    /// <summary>Saves the classifier as one zip.</summary>
    /// <param name="stream">A writable stream. It stays open.</param>
    public void Save(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        using var zip = _pipeline.ToZip();
        zip.WriteTo(stream);
    }

    /// <summary>
    /// Returns the same classifier with weights of fewer binary digits: its zip is smaller, and its predictions are nearly the
    /// same. With 8 digits, as in bfloat16 and in the classifier in the package, the zip is less than half the size.
    /// </summary>
    /// <param name="digits">The number of binary digits of each weight to keep, 2 to 24. Biases do not change.</param>
    /// <returns>The classifier. Its weights are still floats, and predictions take as long.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="digits"/> is below 2 or above 24.</exception>
    public MnistClassifier WithRoundedWeights(int digits) => new(_pipeline.With(WeightRounding.Round(Network, digits)));

    /// <summary>Classifies an image. Thread-safe.</summary>
    /// <param name="pixels">
    /// The 784 pixels, row by row from the top left, 0 for paper to 255 for ink, centred as MNIST's are.
    /// </param>
    /// <returns>The prediction.</returns>
    /// <exception cref="ArgumentException">There are not 784 pixels.</exception>
    /// <example>
    /// <code>
    /// DigitPrediction prediction = classifier.Predict(data.Test.GetPixels(0));
    /// Console.WriteLine($"{prediction.Digit}: {prediction.Confidence:P1}");
    /// </code>
    /// </example>
    public DigitPrediction Predict(ReadOnlySpan<byte> pixels) => _pipeline.Reader.ReadImage(pixels);

    /// <summary>Classifies the digit in an image in the form of MNIST. Thread-safe.</summary>
    /// <param name="image">The image.</param>
    /// <returns>
    /// The prediction, also if the image is blank or was too small: see <see cref="DigitPrediction.Finding"/>.
    /// </returns>
    public DigitPrediction Predict(DigitImage image) => _pipeline.Reader.ReadImage(image);

    /// <inheritdoc cref="DigitReader.ReadImage(string)"/>
    public DigitPrediction PredictImage(string path) => _pipeline.Reader.ReadImage(path);

    /// <inheritdoc cref="DigitReader.ReadImage(Stream)"/>
    public DigitPrediction PredictImage(Stream stream) => _pipeline.Reader.ReadImage(stream);

    /// <summary>Evaluates the classifier with ML.NET's own evaluator.</summary>
    /// <param name="images">The images, for example the <see cref="MnistDataset.Test"/> images of a data set.</param>
    /// <returns>
    /// The metrics. <see cref="MulticlassClassificationMetrics.MicroAccuracy"/> is the fraction of correctly classified images.
    /// </returns>
    /// <exception cref="ArgumentException">The images do not have 784 pixels and 10 classes.</exception>
    /// <example>
    /// <code>
    /// MulticlassClassificationMetrics metrics = classifier.Evaluate(data.Test);
    /// Console.WriteLine($"{metrics.MicroAccuracy:P2} correct, log-loss {metrics.LogLoss:F3}");
    /// Console.WriteLine(metrics.ConfusionMatrix.GetFormattedConfusionTable());
    /// </code>
    /// </example>
    public MulticlassClassificationMetrics Evaluate(LabeledImages images)
    {
        var context = new MLContext();
        return context.MulticlassClassification.Evaluate(Score(context, images));
    }

    /// <summary>Measures how well the probabilities of predictions match the fraction that is correct.</summary>
    /// <param name="images">The images, for example the <see cref="MnistDataset.Test"/> images of a data set.</param>
    /// <returns>
    /// The metrics, over 15 bins. The best <see cref="CalibrationMetrics.ExpectedCalibrationError"/> is 0.
    /// </returns>
    /// <exception cref="ArgumentException">
    /// The images do not have 784 pixels and 10 classes, or none has a label.
    /// </exception>
    public CalibrationMetrics EvaluateCalibration(LabeledImages images)
    {
        var context = new MLContext();
        return context.MulticlassClassification.EvaluateCalibration(Score(context, images));
    }

    /// <summary>Returns a description of the network, with its accuracy if that is known, the same in every culture.</summary>
    /// <returns>The text, such as <c>784-128-128-10, 118,282 parameters, 98.3 % of the validation images</c>.</returns>
    public override string ToString() => $"{_pipeline.Reader}";

    private IDataView Score(MLContext context, LabeledImages images) =>
        _pipeline.Score(context, RequireDigits(images, nameof(images)).ToDataView(context));

    private static LabeledImages RequireDigits(LabeledImages images, string parameter)
    {
        ArgumentNullException.ThrowIfNull(images, parameter);
        return images is { PixelsPerImage: DigitNetwork.PixelCount, ClassCount: DigitNetwork.ClassCount }
            ? images
            : throw new ArgumentException(
                $"Digits have {DigitNetwork.PixelCount} pixels and {DigitNetwork.ClassCount} classes, but these images have " +
                $"{images.PixelsPerImage} and {images.ClassCount}.", parameter);
    }

    private static MnistClassifier Make(ZipContent zip) => new(DigitPipeline.Read(new MLContext(), zip));
}
