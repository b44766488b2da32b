using DenseNetworks.Models;

namespace DenseNetworks.ML.Training;

/// <summary>Makes the checkpoints of one training. Not thread-safe.</summary>
/// <param name="start">The checkpoint that the training goes on from, or null if it begins.</param>
/// <param name="seed">The seed of the training.</param>
/// <param name="columns">The columns to learn from.</param>
/// <param name="labels">The values of the label, or null if it has none.</param>
/// <param name="recipe">How to train.</param>
internal sealed class CheckpointMaker(
    TrainingCheckpoint? start, int seed, TrainingColumns columns, ClassValues? labels, TrainingRecipe recipe)
{
    private TrainingData? _data;
    private IReadOnlyDictionary<string, string>? _description;

    /// <summary>Gets the checkpoint that the training goes on from, or null if it begins.</summary>
    public TrainingCheckpoint? Start => start;

    /// <summary>Gets the seed of the training.</summary>
    public int Seed => seed;

    /// <summary>Gets or sets where the training stood after the last whole epoch, or null before the first.</summary>
    public TrainingState? State { get; set; } = start?.State;

    /// <summary>Gets the number of whole epochs so far.</summary>
    public int EpochCount => State?.History.Epochs.Count ?? 0;

    /// <summary>Gets a sentence for the one who has to do without the end of the training.</summary>
    public string Remedy => State is null ? "" : "The exception's Checkpoint has the best network so far, and can be saved.";

    /// <summary>Takes in the rows of the training, by which its checkpoints are told from those of others.</summary>
    public void Describe(TrainingData data) => _data = data;

    /// <summary>Describes the rows.</summary>
    public IEnumerable<KeyValuePair<string, string>> DescribeRows() =>
        TrainingDescription.OfRows(_data!.Training, _data.Validation, columns);

    /// <summary>Makes a checkpoint of where the training stood after the last whole epoch, or null before the first.</summary>
    public TrainingCheckpoint? Make()
    {
        if (State is null || State == start?.State)
        {
            return start;
        }

        _description ??= new Dictionary<string, string>(TrainingDescription.OfRecipe(recipe).Concat(DescribeRows()));
        return new TrainingCheckpoint(State, seed, _description, columns.FeatureName, labels, columns.HasBackgroundClass);
    }
}
