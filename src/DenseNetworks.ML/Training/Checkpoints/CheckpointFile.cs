using DenseNetworks.IO;
using DenseNetworks.IO.Zip;

namespace DenseNetworks.ML.Training;

/// <summary>The file in which a training keeps its state from epoch to epoch.</summary>
internal sealed class CheckpointFile
{
    private readonly string _path;

    /// <param name="path">The file. It need not exist, but its folder must.</param>
    /// <exception cref="DirectoryNotFoundException">The folder does not exist.</exception>
    /// <exception cref="IOException">The path names a folder.</exception>
    public CheckpointFile(string path)
    {
        AtomicFile.CheckTarget(path); // before the first epoch, not after it
        _path = path;
    }

    /// <summary>Reads the checkpoint to go on from, or returns null if there is none.</summary>
    /// <exception cref="InvalidDataException">The file is damaged, or is no checkpoint.</exception>
    public TrainingCheckpoint? Read() => File.Exists(_path) ? TrainingCheckpoint.Load(_path) : null;

    /// <summary>Sees to it that a training with a recipe can go on from a checkpoint.</summary>
    /// <exception cref="InvalidOperationException">The checkpoint is of a training with another recipe.</exception>
    public void CheckRecipe(TrainingCheckpoint? start, TrainingRecipe recipe)
    {
        if (start is not null)
        {
            Check(start, TrainingDescription.OfRecipe(recipe));
            if (start.History.Epochs.Count > recipe.Epochs)
            {
                throw OfAnother([$"it is {start.History.Epochs.Count} epochs on, and {recipe.Epochs} are asked for"]);
            }
        }
    }

    /// <summary>Sees to it that a training on some rows can go on from a checkpoint.</summary>
    /// <param name="checkpoints">The checkpoint, and the rows.</param>
    /// <param name="layout">The network to be trained.</param>
    /// <param name="recipe">How to train.</param>
    /// <param name="stepsPerEpoch">The number of batches.</param>
    /// <exception cref="InvalidOperationException">The checkpoint is of a training on other rows.</exception>
    /// <exception cref="InvalidDataException">What the checkpoint says of itself is not true.</exception>
    public void CheckRows(CheckpointMaker checkpoints, NetworkLayout layout, TrainingRecipe recipe, int stepsPerEpoch)
    {
        if (checkpoints.Start is not { } start)
        {
            return;
        }

        Check(start, checkpoints.DescribeRows());
        var (engine, history) = (start.State.Engine, start.History);
        var isSound = engine.Step == (long)stepsPerEpoch * history.Epochs.Count
            && engine.Weights.Select(layer => (layer.InputSize, layer.OutputSize)).SequenceEqual(
                layout.Layers.Select(place => (place.Inputs, place.Outputs)))
            && (engine.Average is not null) == (recipe.WeightAveraging > 0)
            && (engine.Kept is not null) == (recipe.EarlyStopping is not null)
            && (start.State.BestScore is not null) == (recipe.EarlyStopping is not null);
        if (!isSound)
        {
            throw new InvalidDataException(
                $"The checkpoint '{_path}' does not hold what its own description says: it was changed. Delete the file to begin " +
                "anew.");
        }
    }

    /// <summary>Sees to it that the checkpoints of a training can be read again.</summary>
    /// <exception cref="NotSupportedException">They would be too large.</exception>
    public void CheckSize(NetworkLayout layout, TrainingRecipe recipe)
    {
        var size = CheckpointNumbers.SizeOf(layout, recipe);
        if (size > ZipLimits.OfCheckpoints.MaxSize)
        {
            throw new NotSupportedException(
                $"The checkpoint '{_path}' would have {size / 1_000_000} MB, and {ZipLimits.OfCheckpoints.MaxSize / 1_000_000} MB " +
                "are the most. Leave CheckpointPath out, or use smaller HiddenLayers.");
        }
    }

    /// <summary>Replaces the file.</summary>
    public void Write(CheckpointMaker checkpoints) => checkpoints.Make()!.Save(_path);

    private void Check(TrainingCheckpoint start, IEnumerable<KeyValuePair<string, string>> now)
    {
        var differences = TrainingDescription.Compare(start.Description, now).ToList();
        if (differences.Count > 0)
        {
            throw OfAnother(differences);
        }
    }

    private InvalidOperationException OfAnother(IEnumerable<string> differences) => new(
        $"The checkpoint '{_path}' is of another training: {string.Join("; ", differences)}. Train as it began, or delete the file to " +
        "begin anew.");
}
