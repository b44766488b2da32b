using DenseNetworks.IO;
using DenseNetworks.IO.Zip;
using DenseNetworks.ML.Training;
using DenseNetworks.Models;
using Microsoft.ML;

namespace DenseNetworks.ML;

/// <summary>
/// Where a training stands after a whole epoch: the best network so far, and all that the training needs to go on as if it had
/// not stopped.
/// </summary>
/// <remarks>
/// <para>A training keeps one on disk after each epoch where <see cref="DenseNetworkTrainer.Options.CheckpointPath"/> is given,
/// and goes on from it. One that is cancelled or diverges gives one to the caller with its exception.</para>
/// <para>The network is as the epoch left it: what is measured at the end of a training, the temperature and the known
/// threshold, is not there yet.</para>
/// <para>Immutable and safe for use from many threads.</para>
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

    /// <summary>Gets the best network so far: that of the last epoch, or with early stopping of the best one.</summary>
    public DenseNetwork Network { get; }

    /// <summary>Gets the epochs so far.</summary>
    public TrainingHistory History => State.History;

    internal TrainingState State { get; }

    /// <summary>Gets the seed of the training, whatever the seed of the context in which it goes on.</summary>
    internal int Seed { get; }

    internal IReadOnlyDictionary<string, string> Description { get; }

    internal string FeatureColumnName { get; }

    internal ClassValues? Labels { get; }

    /// <summary>Loads a checkpoint. It is safe to load from anyone.</summary>
    /// <param name="path">The file: at most 2,000 MiB, and no more unpacked.</param>
    /// <returns>The checkpoint.</returns>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="DirectoryNotFoundException">There is no such folder.</exception>
    /// <exception cref="UnauthorizedAccessException">Access to the file is denied.</exception>
    /// <exception cref="IOException">The path names a folder, or the disk refuses.</exception>
    /// <exception cref="InvalidDataException">The file is damaged, or is no checkpoint.</exception>
    public static TrainingCheckpoint Load(string path) =>
        ModelFile.Load(path, TrainingCheckpointFormat.Read, Complaint, ZipLimits.OfCheckpoints);

    /// <summary>Loads a checkpoint. It is safe to load from anyone.</summary>
    /// <param name="stream">A readable stream, read to its end. It stays open.</param>
    /// <returns>The checkpoint.</returns>
    /// <exception cref="InvalidDataException">The bytes are damaged, or are no checkpoint.</exception>
    public static TrainingCheckpoint Load(Stream stream) =>
        ModelFile.Load(stream, TrainingCheckpointFormat.Read, Complaint, ZipLimits.OfCheckpoints);

    /// <summary>
    /// Saves the checkpoint as one zip. For <see cref="ModelOperationsCatalog.Load(string, out DataViewSchema)"/> it is a model
    /// with the best network so far. An existing file is replaced only by a complete new one.
    /// </summary>
    /// <param name="path">The file to write.</param>
    /// <exception cref="DirectoryNotFoundException">The folder does not exist.</exception>
    /// <exception cref="UnauthorizedAccessException">
    /// The file is read-only, or nothing may be written in its folder.
    /// </exception>
    /// <exception cref="IOException">The path names a folder, or the disk is full or refuses.</exception>
    public void Save(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        AtomicFile.Write(path, stream => TrainingCheckpointFormat.Write(stream, this));
    }

    /// <summary>Saves the checkpoint as one zip, as <see cref="Save(string)"/> does.</summary>
    /// <param name="stream">A writable stream. It stays open.</param>
    public void Save(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        TrainingCheckpointFormat.Write(stream, this);
    }

    /// <summary>Makes a transformer of the best network so far, as the training would give it.</summary>
    /// <param name="context">The context of the transformer.</param>
    public DenseNetworkTransformer ToTransformer(MLContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return new DenseNetworkTransformer(context, Network, History, FeatureColumnName, Labels);
    }
}
