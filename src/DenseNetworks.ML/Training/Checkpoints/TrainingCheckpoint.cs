using DenseNetworks.IO;
using DenseNetworks.IO.Zip;
using DenseNetworks.ML.Training;
using DenseNetworks.Models;
using Microsoft.ML;

namespace DenseNetworks.ML;

/// <summary>
/// Represents the state of a training after a complete epoch: the best network so far, and everything that the training needs
/// to resume as if it had not been interrupted.
/// </summary>
/// <remarks>
/// <para>If <see cref="DenseNetworkTrainer.Options.CheckpointPath"/> is set, a training writes one to disk after each epoch,
/// and resumes from it. A training that is canceled or diverges passes one to the caller in its exception.</para>
/// <para>The network is not yet calibrated: the temperature and the rejection threshold are measured at the end of a
/// training.</para>
/// <para>Immutable and safe for use from multiple threads.</para>
/// </remarks>
public sealed class TrainingCheckpoint
{
    private const string Complaint = "is not a checkpoint of a training that can be loaded.";

    internal TrainingCheckpoint(
        TrainingState state, int seed, IReadOnlyDictionary<string, string> description, string featureColumnName,
        ClassValues? labels, bool hasBackgroundClass)
    {
        State = state;
        Seed = seed;
        Description = description;
        FeatureColumnName = featureColumnName;
        Labels = labels;
        Network = new DenseNetwork([.. state.Engine.Best], hasBackgroundClass).With(labels?.GetNames(), state.History);
    }

    /// <summary>
    /// Gets the best network so far: that of the best epoch with early stopping; otherwise, that of the last epoch.
    /// </summary>
    public DenseNetwork Network { get; }

    /// <summary>Gets the history of the epochs so far.</summary>
    public TrainingHistory History => State.History;

    internal TrainingState State { get; }

    /// <summary>Gets the seed of the training, which does not depend on the context in which it resumes.</summary>
    internal int Seed { get; }

    internal IReadOnlyDictionary<string, string> Description { get; }

    internal string FeatureColumnName { get; }

    internal ClassValues? Labels { get; }

    /// <summary>Loads a checkpoint, which may come from an untrusted source.</summary>
    /// <param name="path">The file: at most 2,000 MiB, also when extracted.</param>
    /// <returns>The checkpoint.</returns>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="DirectoryNotFoundException">There is no such folder.</exception>
    /// <exception cref="UnauthorizedAccessException">Access to the file is denied.</exception>
    /// <exception cref="IOException">The path names a folder, or an I/O error occurred.</exception>
    /// <exception cref="InvalidDataException">The file is damaged, or is not a checkpoint.</exception>
    public static TrainingCheckpoint Load(string path) =>
        ModelFile.Load(path, TrainingCheckpointFormat.Read, Complaint, ZipLimits.OfCheckpoints);

    /// <summary>Loads a checkpoint, which may come from an untrusted source.</summary>
    /// <param name="stream">A readable stream, read to its end. It stays open.</param>
    /// <returns>The checkpoint.</returns>
    /// <exception cref="InvalidDataException">The bytes are damaged, or are not a checkpoint.</exception>
    public static TrainingCheckpoint Load(Stream stream) =>
        ModelFile.Load(stream, TrainingCheckpointFormat.Read, Complaint, ZipLimits.OfCheckpoints);

    /// <summary>
    /// Saves the checkpoint as a zip. <see cref="ModelOperationsCatalog.Load(string, out DataViewSchema)"/> can load it as a
    /// model with the best network so far. An existing file is replaced only when the new one is complete.
    /// </summary>
    /// <param name="path">The file to write.</param>
    /// <exception cref="DirectoryNotFoundException">The folder does not exist.</exception>
    /// <exception cref="UnauthorizedAccessException">The file is read-only, or its folder is not writable.</exception>
    /// <exception cref="IOException">The path names a folder, the disk is full, or an I/O error occurred.</exception>
    public void Save(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        AtomicFile.Write(path, stream => TrainingCheckpointFormat.Write(stream, this));
    }

    /// <summary>Saves the checkpoint as a zip, as <see cref="Save(string)"/> does.</summary>
    /// <param name="stream">A writable stream. It stays open.</param>
    public void Save(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        TrainingCheckpointFormat.Write(stream, this);
    }

    /// <summary>Creates a transformer with the best network so far, as the training would return it.</summary>
    /// <param name="context">The context of the transformer.</param>
    /// <returns>The transformer.</returns>
    public DenseNetworkTransformer ToTransformer(MLContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return new DenseNetworkTransformer(context, Network, History, FeatureColumnName, Labels);
    }
}
