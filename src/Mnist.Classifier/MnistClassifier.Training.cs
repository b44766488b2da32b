using DenseNetworks;
using DenseNetworks.ML;
using Microsoft.ML;
using Microsoft.ML.Data;
using Mnist.Classifier.Data;

namespace Mnist.Classifier;

/// <content>How a classifier is trained.</content>
public sealed partial class MnistClassifier
{
    // A seed that hardly anyone chooses: whoever evaluates on generated images evaluates on others than were trained on.
    private const int NonDigitSeed = 1_618_033_988;

    // About as many as there are images of each digit.
    private const int DigitsPerNonDigit = 8;

    // From here on Fast alone gives 95 %, and a training of few images takes longer than it gains.
    private const int FewImages = 10_000;

    private static readonly TrainingRecipe ForFewImages =
        new() { HiddenLayers = [512, 256], Augmentation = TrainingRecipe.Best.Augmentation };

    /// <summary>Returns the recipe with which a classifier is trained if none is given, for example to change it.</summary>
    /// <param name="imageCount">The number of training images.</param>
    /// <param name="from">The classifier to continue from; or <see langword="null"/>.</param>
    /// <returns>
    /// <see cref="TrainingRecipe.Fast"/>. For fewer than 10,000 images, a recipe with hidden layers of 512 and 256 units and the
    /// augmentation of <see cref="TrainingRecipe.Best"/>, whose other values are chosen from the number of images. With
    /// <paramref name="from"/>, <see cref="TrainingRecipe.FineTuning"/> for 20 epochs, with the augmentation of
    /// <see cref="TrainingRecipe.Accurate"/>.
    /// </returns>
    /// <example>
    /// <code>
    /// var recipe = MnistClassifier.DefaultRecipe(data.Train.Count) with { Epochs = 100 };
    /// </code>
    /// </example>
    public static TrainingRecipe DefaultRecipe(int imageCount, MnistClassifier? from = null) => from is not null
        ? TrainingRecipe.FineTuning(from.Network) with { Epochs = 20, Augmentation = TrainingRecipe.Accurate.Augmentation }
        : imageCount < FewImages ? ForFewImages : TrainingRecipe.Fast;

    /// <summary>Trains a classifier on the training images of a data set.</summary>
    /// <param name="data">The data set. Its test images are not used.</param>
    /// <param name="recipe">
    /// How to train. The default, <see langword="null"/>, is that of <see cref="DefaultRecipe"/>.
    /// With <see cref="TrainingRecipe.BackgroundClass"/>, one generated image that is not a digit
    /// (<see cref="LabeledImages.GenerateNonDigits"/>, always the same) is added for every eight digits, unless the training
    /// images already include some without a label.
    /// </param>
    /// <param name="context">
    /// Provides the seed, the GPU to train on and the log; <see langword="null"/> for a new context without a seed.
    /// </param>
    /// <param name="progress">Receives a report after each epoch, on the training thread, which is not the caller's.</param>
    /// <param name="batchProgress">
    /// Receives a report after each batch, on the training thread, thousands of times a second: it should do little.
    /// </param>
    /// <param name="checkpointPath">
    /// The file that keeps the state of the training after each epoch, and from which it resumes if the file exists
    /// (<see cref="DenseNetworkTrainer.Options.CheckpointPath"/>); <see langword="null"/> for none.
    /// </param>
    /// <param name="validation">
    /// Images to evaluate after each epoch, and to compute the temperature and the threshold from; <see langword="null"/> for
    /// the part of the training images that the recipe holds out (<see cref="TrainingRecipe.ValidationFraction"/>). If they are
    /// given, no training images are held out.
    /// </param>
    /// <param name="from">
    /// The classifier to continue from, which does not change: <see cref="LoadPretrained"/>, for example, with a few hundred
    /// images of the handwriting to be read. <see langword="null"/> to start with random weights.
    /// </param>
    /// <param name="backend">
    /// What multiplies the matrices (<see cref="DenseNetworkTrainer.Options.Backend"/>): by default libtorch if the app has it,
    /// and otherwise managed code.
    /// </param>
    /// <param name="cancellationToken">Cancels the training, between two batches.</param>
    /// <returns>The trained classifier.</returns>
    /// <exception cref="ArgumentException">
    /// The recipe is not valid; the message lists everything that is wrong. Or the validation images do not have 784 pixels and
    /// 10 classes.
    /// </exception>
    /// <exception cref="TrainingDivergedException">Training diverged. The exception has the last good weights.</exception>
    /// <exception cref="InvalidOperationException">
    /// The requested GPU does not exist, the checkpoint is of another training, or <paramref name="from"/> and the recipe have
    /// different hidden layers or background classes.
    /// </exception>
    /// <exception cref="InvalidDataException">The checkpoint is damaged.</exception>
    /// <exception cref="UnauthorizedAccessException">Access to the checkpoint is denied.</exception>
    /// <exception cref="IOException">The checkpoint cannot be read or written.</exception>
    /// <exception cref="DllNotFoundException">
    /// libtorch is requested, as the backend or for a GPU, and the app has none, or the system cannot load it.
    /// </exception>
    /// <exception cref="PlatformNotSupportedException">libtorch is requested, and there is none for this system.</exception>
    /// <exception cref="TrainingCanceledException">
    /// The training was canceled. The exception has the best network so far: see <see cref="FromCheckpoint"/>.
    /// </exception>
    /// <example>
    /// <code>
    /// var data = await MnistDataset.LoadOrDownloadAsync();
    /// var classifier = MnistClassifier.Train(data);
    /// Console.WriteLine($"{classifier.Evaluate(data.Test).MicroAccuracy:P2} of the test images are classified correctly.");
    /// classifier.Save("mnist.zip");
    /// </code>
    /// </example>
    public static MnistClassifier Train(
        MnistDataset data,
        TrainingRecipe? recipe = null,
        MLContext? context = null,
        IProgress<EpochResult>? progress = null,
        IProgress<BatchResult>? batchProgress = null,
        string? checkpointPath = null,
        LabeledImages? validation = null,
        MnistClassifier? from = null,
        TrainingBackend backend = TrainingBackend.Automatic,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(data);
        context ??= new MLContext();
        recipe ??= DefaultRecipe(data.Train.Count, from);
        var normalizer = context.Transforms.NormalizePixels(DefaultColumnNames.Features, LabeledImagesDataView.PixelsName);
        var trainer = context.MulticlassClassification.Trainers.DenseNetwork(new DenseNetworkTrainer.Options
        {
            Recipe = validation is null ? recipe : recipe with { ValidationFraction = 0 },
            ValidationSet = validation is null ? null : Normalize(RequireDigits(validation, nameof(validation))),
            Progress = progress,
            BatchProgress = batchProgress,
            CheckpointPath = checkpointPath,
            Backend = backend,
            CancellationToken = cancellationToken,
        });
        var images = Normalize(recipe.BackgroundClass ? WithNonDigits(data.Train) : data.Train);
        var network = from is null ? trainer.Fit(images) : trainer.Fit(images, from.Network);
        return new MnistClassifier(DigitPipeline.Create(context, network));

        IDataView Normalize(LabeledImages labeled)
        {
            var view = labeled.ToDataView(context);
            return normalizer.Fit(view).Transform(view);
        }
    }

    private static LabeledImages WithNonDigits(LabeledImages images) => images.HasMissingLabels
        ? images
        : images.Concat(LabeledImages.GenerateNonDigits(Math.Max(1, images.Count / DigitsPerNonDigit), NonDigitSeed));
}
