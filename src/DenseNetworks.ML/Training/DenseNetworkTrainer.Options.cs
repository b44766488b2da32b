using Microsoft.ML;
using Microsoft.ML.Data;

namespace DenseNetworks.ML;

public sealed partial class DenseNetworkTrainer
{
    /// <summary>How to train, and on what. Immutable. All of it is checked when the trainer is made.</summary>
    public sealed class Options
    {
        /// <summary>Gets how the network is built and trained. The default is <see cref="TrainingRecipe.Automatic"/>.</summary>
        public TrainingRecipe Recipe { get; init; } = TrainingRecipe.Automatic;

        /// <summary>
        /// Gets the name of the label column: a key of <see cref="uint"/> with one value per class. Rows whose label is
        /// missing are left out, with a warning, or with <see cref="TrainingRecipe.BackgroundClass"/> are of no class. The
        /// default is <c>Label</c>.
        /// </summary>
        public string LabelColumnName { get; init; } = DefaultColumnNames.Label;

        /// <summary>
        /// Gets the name of the feature column: a vector of <see cref="float"/> of known size. The default is
        /// <c>Features</c>.
        /// </summary>
        public string FeatureColumnName { get; init; } = DefaultColumnNames.Features;

        /// <summary>
        /// Gets the name of the column that says how much a row counts, a <see cref="float"/>: a finite number of at least 0.
        /// In the loss, a row of the weight 2 is the row twice, and one of the weight 0 is left out. Only by how much one row
        /// counts more than another matters: 2 and 4 are 1 and 2. Validation rows have weights too. The default is
        /// <see langword="null"/>: all rows count the same.
        /// </summary>
        /// <remarks>
        /// The loss and the accuracy of the history, training and validation alike, are means by weight, and so is what the
        /// temperature and the rejection threshold are measured on. The probabilities are those of rows as frequent as their
        /// weights say.
        /// </remarks>
        public string? ExampleWeightColumnName { get; init; }

        /// <summary>
        /// Gets how much the rows of a class count, by the name of the class: the value of its key as text, or its number from
        /// 0 where keys have no values. Each is a finite number above 0; a class that is not named has 1. They multiply what
        /// <see cref="ExampleWeightColumnName"/> says, and mean the same. The default is <see langword="null"/>: all classes
        /// count the same.
        /// </summary>
        public IReadOnlyDictionary<string, float>? ClassWeights { get; init; }

        /// <summary>
        /// Gets whether rows with a feature that is missing (NaN) or infinite are left out, of the training and of the
        /// validation rows, with a warning that counts them. The default is <see langword="false"/>: such a row is an error
        /// that names it.
        /// </summary>
        public bool SkipRowsWithMissingFeatures { get; init; }

        /// <summary>
        /// Gets rows to evaluate after each epoch, with the same label, feature and weight columns as the training rows (so
        /// transformed by the same transforms), or <see langword="null"/> for none. It excludes
        /// <see cref="TrainingRecipe.ValidationFraction"/>. <see cref="Fit(IDataView, IDataView)"/> takes them too.
        /// </summary>
        public IDataView? ValidationSet { get; init; }

        /// <summary>
        /// Gets what is told of each epoch when it ends, on the thread that trains, which is not the caller's; or
        /// <see langword="null"/>. An exception it throws ends the training.
        /// </summary>
        public IProgress<EpochResult>? Progress { get; init; }

        /// <summary>
        /// Gets what is told of each batch when it ends, on the thread that trains, or <see langword="null"/>. An exception it
        /// throws ends the training. It is called thousands of times a second, so it should do little; a GPU is waited for each
        /// time.
        /// </summary>
        public IProgress<BatchResult>? BatchProgress { get; init; }

        /// <summary>
        /// Gets what cancels the training, between two parts of a batch or in what follows the last one, by a <see cref="TrainingCanceledException"/>.
        /// ML.NET's own cancellation, of a trial of AutoML for example, does the same.
        /// </summary>
        public CancellationToken CancellationToken { get; init; }

        /// <summary>
        /// Gets the file in which the training keeps a <see cref="TrainingCheckpoint"/>, or <see langword="null"/> for none. If
        /// it is there, the training goes on from it; after each epoch it is replaced. It stays when the training is over: the
        /// same training then only reads it, and where all steps have one learning rate, one with more epochs goes on. One file is
        /// for one training.
        /// </summary>
        /// <remarks>
        /// With the same recipe and data, on the same machine with the same number of threads, what comes of it is the same, bit
        /// for bit, as if the training had never stopped. The seed is that of the training that began.
        /// </remarks>
        public string? CheckpointPath { get; init; }

        /// <summary>
        /// Gets what multiplies the matrices. The default is <see cref="TrainingBackend.Automatic"/>: libtorch where the app has
        /// one, managed code where not, as the log and <see cref="TrainingHistory.Backend"/> tell. The weights of the two differ in
        /// the last places; a checkpoint goes on by the one that it began with.
        /// </summary>
        public TrainingBackend Backend { get; init; }

        /// <summary>
        /// Gets the number, from 0, of the CUDA device to train on; <see langword="null"/> for
        /// <see cref="MLContext.GpuDeviceId"/>, which is null for the CPU. The app needs a CUDA build of libtorch.
        /// </summary>
        public int? GpuDeviceId { get; init; }

        /// <summary>
        /// Gets whether to train on the CPU, with a warning, if the CUDA device is not there; <see langword="null"/> for
        /// <see cref="MLContext.FallbackToCpu"/>, which is true by default.
        /// </summary>
        public bool? FallbackToCpu { get; init; }
    }
}
