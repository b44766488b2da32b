using DenseNetworks;
using DenseNetworks.ML;
using Microsoft.ML;
using Microsoft.ML.Data;
using Mnist.Classifier.Data;

namespace Mnist.Classifier;

/// <content>How a classifier is trained.</content>
public sealed partial class MnistClassifier
{
    private const string FeatureColumnName = DefaultColumnNames.Features;
    // A seed that hardly anyone chooses: whoever measures on generated images measures on others than were learned from.
    private const int NonDigitSeed = 1_618_033_988;

    // As many as one digit has images, more or less.
    private const int DigitsPerNonDigit = 8;

    // From here on Fast alone gives 95 %, and a training of few images takes longer than it gains.
    private const int FewImages = 10_000;

    private static readonly TrainingRecipe ForFewImages =
        new() { HiddenLayers = [512, 256], Augmentation = TrainingRecipe.Best.Augmentation };

    /// <summary>Trains a classifier on the training images of a data set.</summary>
    /// <param name="data">The data set. Its test images are not looked at.</param>
    /// <param name="recipe">
    /// How to train. <see langword="null"/> is for <see cref="TrainingRecipe.Fast"/>; for fewer than 10,000 images, for hidden layers
    /// of 512 and 256 units and the augmentation of <see cref="TrainingRecipe.Best"/>, of which everything else follows from their
    /// number; with <paramref name="from"/>, for <see cref="TrainingRecipe.FineTuning"/> in 20 epochs, with the augmentation of
    /// <see cref="TrainingRecipe.Accurate"/>.
    /// With <see cref="TrainingRecipe.BackgroundClass"/>, one generated image that is not a digit
    /// (<see cref="LabeledImages.GenerateNonDigits"/>, always the same) is added for every eight digits, unless the training
    /// images have some without a label already.
    /// </param>
    /// <param name="context">
    /// Gives the seed, the GPU to train on and the log; <see langword="null"/> for a new one without a seed.
    /// </param>
    /// <param name="progress">Is told of each epoch when it ends, on the thread that trains, which is not the caller's.</param>
    /// <param name="batchProgress">
    /// Is told of each batch when it ends, on the same thread, thousands of times a second: it should do little.
    /// </param>
    /// <param name="checkpointPath">
    /// The file in which the training keeps its state after each epoch, and from which it goes on if it is there
    /// (<see cref="DenseNetworkTrainer.Options.CheckpointPath"/>); or <see langword="null"/> for none.
    /// </param>
    /// <param name="validation">
    /// Images to evaluate after each epoch, and to measure the temperature and the threshold on; <see langword="null"/> for the
    /// part of the training images that the recipe holds out (<see cref="TrainingRecipe.ValidationFraction"/>). With them, none
    /// is held out.
    /// </param>
    /// <param name="from">
    /// The classifier to go on from, which keeps what it has learned and does not change: <see cref="LoadPretrained"/>, for
    /// example, with a few hundred images of the hand that is to be read. <see langword="null"/> to begin with nothing.
    /// </param>
    /// <param name="backend">
    /// What multiplies the matrices (<see cref="DenseNetworkTrainer.Options.Backend"/>): libtorch where the app has one and managed code
    /// where not, or the one named.
    /// </param>
    /// <param name="cancellationToken">Cancels the training, between two batches.</param>
    /// <returns>The trained classifier.</returns>
    /// <exception cref="ArgumentException">
    /// The recipe is not valid; the message lists all its faults. Or the validation images are not of 784 pixels and 10 classes.
    /// </exception>
    /// <exception cref="TrainingDivergedException">Training diverged. The exception has the last good weights.</exception>
    /// <exception cref="InvalidOperationException">
    /// The GPU asked for is not there, the checkpoint is of another training, or <paramref name="from"/> has other hidden
    /// layers or another background class than the recipe.
    /// </exception>
    /// <exception cref="InvalidDataException">The checkpoint is damaged.</exception>
    /// <exception cref="UnauthorizedAccessException">The checkpoint must not be read or written.</exception>
    /// <exception cref="IOException">The checkpoint cannot be read or written.</exception>
    /// <exception cref="DllNotFoundException">
    /// libtorch is asked for, as the backend or for a GPU, and the app has none, or the system cannot load it.
    /// </exception>
    /// <exception cref="PlatformNotSupportedException">libtorch is asked for, and there is none for this system.</exception>
    /// <exception cref="TrainingCanceledException">
    /// The training was canceled. The exception has what it had come to: see <see cref="FromCheckpoint"/>.
    /// </exception>
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
        recipe ??= from is not null
            ? TrainingRecipe.FineTuning(from.Network) with { Epochs = 20, Augmentation = TrainingRecipe.Accurate.Augmentation }
            : data.Train.Count < FewImages ? ForFewImages : TrainingRecipe.Fast;
        var normalizer = context.Transforms.NormalizePixels(FeatureColumnName, LabeledImagesSchema.PixelsName);
        var options = new DenseNetworkTrainer.Options
        {
            Recipe = validation is null ? recipe : recipe with { ValidationFraction = 0 },
            ValidationSet = validation is null ? null : Normalize(RequireDigits(validation, nameof(validation))),
            FeatureColumnName = FeatureColumnName,
            Progress = progress,
            BatchProgress = batchProgress,
            CheckpointPath = checkpointPath,
            Backend = backend,
            CancellationToken = cancellationToken,
        };
        var trainer = context.MulticlassClassification.Trainers.DenseNetwork(options);
        var images = Normalize(recipe.BackgroundClass ? WithNonDigits(data.Train) : data.Train);
        var network = from is null ? trainer.Fit(images) : trainer.Fit(images, from.Network);
        return new MnistClassifier(DigitPipeline.Create(context, network));

        IDataView Normalize(LabeledImages labelled)
        {
            var view = labelled.ToDataView(context);
            return normalizer.Fit(view).Transform(view);
        }
    }

    private static LabeledImages WithNonDigits(LabeledImages images) => images.HasMissingLabels
        ? images
        : images.Concat(LabeledImages.GenerateNonDigits(Math.Max(1, images.Count / DigitsPerNonDigit), NonDigitSeed));
}
