using Microsoft.ML;
using Microsoft.ML.Data;

namespace DenseNetworks.ML;

public sealed partial class DenseNetworkTrainer
{
    /// <summary>
    /// Options for <see cref="DenseNetworkTrainer"/>. Immutable. All of them are validated when the trainer is created.
    /// </summary>
    public sealed class Options
    {
        /// <summary>
        /// Gets the recipe by which the network is built and trained. The default is <see cref="TrainingRecipe.Automatic"/>.
        /// </summary>
        public TrainingRecipe Recipe { get; init; } = TrainingRecipe.Automatic;

        /// <summary>
        /// Gets the name of the label column: a key of <see cref="uint"/> with one value per class. Rows with a missing label
        /// are skipped, with a warning; with <see cref="TrainingRecipe.BackgroundClass"/>, they are examples of no class. The
        /// default is <c>Label</c>.
        /// </summary>
        public string LabelColumnName { get; init; } = DefaultColumnNames.Label;

        /// <summary>
        /// Gets the name of the feature column: a vector of <see cref="float"/> of known size. The default is <c>Features</c>.
        /// </summary>
        public string FeatureColumnName { get; init; } = DefaultColumnNames.Features;

        /// <summary>
        /// Gets the name of the column with the weight of each row: a <see cref="float"/>, finite and at least 0. In the loss,
        /// a row with weight 2 counts as the row twice, and a row with weight 0 is skipped. Only the ratios of weights matter.
        /// Validation rows have weights too. The default is <see langword="null"/>: all rows have the same weight.
        /// </summary>
        /// <remarks>
        /// The losses and accuracies of the history are weighted means, and the temperature and the rejection threshold are
        /// measured on weighted rows. The probabilities are calibrated to the weighted frequencies of the classes.
        /// </remarks>
        public string? ExampleWeightColumnName { get; init; }

        /// <summary>
        /// Gets the weights of classes by name: the key value of the class as text, or its number from 0 if keys have no
        /// values. Each is finite and greater than 0; a class that is not named has weight 1. They are multiplied by the
        /// weights of <see cref="ExampleWeightColumnName"/>. The default is <see langword="null"/>: all classes have the same
        /// weight.
        /// </summary>
        public IReadOnlyDictionary<string, float>? ClassWeights { get; init; }

        /// <summary>
        /// Gets a value indicating whether training and validation rows with a missing (NaN) or infinite feature are skipped,
        /// with a warning that counts them. The default is <see langword="false"/>: such a row is an error that names it.
        /// </summary>
        public bool SkipRowsWithMissingFeatures { get; init; }

        /// <summary>
        /// Gets rows to evaluate after each epoch; or <see langword="null"/> for none. They have the same label, feature and
        /// weight columns as the training rows, so the same fitted transforms must be applied. It cannot be combined
        /// with <see cref="TrainingRecipe.ValidationFraction"/>. The rows can also be passed to
        /// <see cref="Fit(IDataView, IDataView)"/>.
        /// </summary>
        public IDataView? ValidationSet { get; init; }

        /// <summary>
        /// Gets an object that receives the result of each epoch, on the training thread, which is not that of the caller; or
        /// <see langword="null"/>. An exception that it throws ends the training.
        /// </summary>
        public IProgress<EpochResult>? Progress { get; init; }

        /// <summary>
        /// Gets an object that receives the progress after each batch, on the training thread; or <see langword="null"/>. An
        /// exception that it throws ends the training. It is called thousands of times per second, so it should do little; a
        /// GPU is synchronized for each call.
        /// </summary>
        public IProgress<BatchResult>? BatchProgress { get; init; }

        /// <summary>
        /// Gets a token that cancels the training, between two parts of a batch or during calibration, with a
        /// <see cref="TrainingCanceledException"/>. The cancellation of ML.NET itself, such as that of an AutoML trial, has the
        /// same effect.
        /// </summary>
        public CancellationToken CancellationToken { get; init; }

        /// <summary>
        /// Gets the path of the file for a <see cref="TrainingCheckpoint"/>; or <see langword="null"/> for none. If the file
        /// exists, the training resumes from it; after each epoch it is replaced. It remains after the training: the same
        /// training then only reads it, and if the learning rate is constant, a training with more epochs resumes from it. Use
        /// one file per training.
        /// </summary>
        /// <remarks>
        /// With the same recipe and data, on the same machine and with the same number of threads, the result is the same, bit
        /// for bit, as without an interruption. The seed is that of the first run.
        /// </remarks>
        public string? CheckpointPath { get; init; }

        /// <summary>
        /// Gets the backend that computes matrix products. The default is <see cref="TrainingBackend.Automatic"/>: libtorch if
        /// the app has one; otherwise, managed code. The log and <see cref="TrainingHistory.Backend"/> say which. The weights
        /// of the two differ in the last digits; a training resumes from a checkpoint with the backend that it started with.
        /// </summary>
        public TrainingBackend Backend { get; init; }

        /// <summary>
        /// Gets the number, from 0, of the CUDA device to train on; or <see langword="null"/> for
        /// <see cref="MLContext.GpuDeviceId"/>, which is null for the CPU. The app must reference a CUDA build of libtorch.
        /// </summary>
        public int? GpuDeviceId { get; init; }

        /// <summary>
        /// Gets a value indicating whether to train on the CPU, with a warning, if the CUDA device is not available;
        /// <see langword="null"/> for <see cref="MLContext.FallbackToCpu"/>, which is true by default.
        /// </summary>
        public bool? FallbackToCpu { get; init; }
    }
}
