using DenseNetworks.IO;
using DenseNetworks.IO.Zip;
using DenseNetworks.Models;

namespace DenseNetworks.ML.Training;

/// <summary>
/// Manages the checkpoints of a training: the latest in memory and, if a file is given, on disk. Not thread-safe.
/// </summary>
internal sealed class TrainingCheckpoints
{
    // In floats: 16 MiB. Copying three times as much takes a few milliseconds.
    private const long SmallNetwork = 1 << 22;

    private readonly string? _path;
    private readonly int? _contextSeed;
    private readonly NetworkLayout _layout;
    private readonly TrainingColumns _columns;
    private readonly ClassValues? _labels;
    private readonly DenseNetwork? _model;
    private readonly TrainingCheckpoint? _start;
    private TrainingRecipe _recipe;
    private TrainingData? _data;
    private TrainingState? _state;
    private Dictionary<string, string>? _description;

    /// <summary>
    /// Reads the checkpoint to resume from, if there is one. Without a path, checkpoints are kept only in memory.
    /// </summary>
    /// <exception cref="IOException">
    /// The folder does not exist, the path names a folder, or the file cannot be read.
    /// </exception>
    /// <exception cref="InvalidDataException">The file is damaged, or is not a checkpoint.</exception>
    /// <exception cref="NotSupportedException">Checkpoints of this network would be too large to read.</exception>
    public TrainingCheckpoints(
        string? path, int seed, int? contextSeed, NetworkLayout layout, TrainingColumns columns, ClassValues? labels,
        TrainingRecipe recipe, DenseNetwork? model, bool canBeCancelled)
    {
        AreKept = path is not null || canBeCancelled || layout.Length <= SmallNetwork;
        (_path, _contextSeed, _layout, _columns) = (path, contextSeed, layout, columns);
        (_labels, _recipe, _model) = (labels, recipe, model);
        if (path is not null)
        {
            CheckSize();
            _start = File.Exists(path) ? TrainingCheckpoint.Load(path) : null;
            if (_start?.History.Epochs.Count != recipe.Epochs || recipe.Epochs is null) // otherwise, it is only read
            {
                AtomicFile.Try(path, CheckpointNumbers.SizeOf(layout, recipe)); // detects errors before the first epoch
            }
        }

        _state = _start?.State;
        Seed = _start?.Seed ?? seed;
    }

    /// <summary>Gets the seed of the training: that of the first run.</summary>
    public int Seed { get; }

    /// <summary>
    /// Gets a value indicating whether to keep the state after each epoch: if there is a file, if the training can be canceled,
    /// and if the network is small. For wide networks, states would take more memory than everything else.
    /// </summary>
    public bool AreKept { get; }

    /// <summary>Gets a value indicating whether there is a file.</summary>
    public bool AreWritten => _path is not null;

    /// <summary>Chooses the backend: if it is left open, that of the first run.</summary>
    public TrainingBackend ChooseBackend(TrainingBackend wanted) =>
        wanted == TrainingBackend.Automatic ? _start?.History.Backend ?? wanted : wanted;

    /// <summary>Ensures that a training resumes with its first backend.</summary>
    /// <exception cref="InvalidOperationException">The checkpoint belongs to a training with another backend.</exception>
    public void CheckBackend(TrainingBackend backend)
    {
        if (_start is not null && _start.History.Backend != backend)
        {
            throw OfAnother([$"Backend was {_start.History.Backend?.ToString() ?? "unknown"} and is {backend}"]);
        }
    }

    /// <summary>Starts a training on rows, or resumes it.</summary>
    /// <returns>The state to resume from; or null to start.</returns>
    /// <exception cref="InvalidOperationException">
    /// The checkpoint belongs to a training with another recipe or other rows.
    /// </exception>
    /// <exception cref="InvalidDataException">The checkpoint contradicts its own description.</exception>
    public TrainingState? Begin(TrainingData data, TrainingRecipe recipe)
    {
        (_data, _recipe) = (data, recipe);
        CheckDescription(DescribeStart());
        if (_start?.History.Epochs.Count > _recipe.Epochs)
        {
            throw OfAnother([$"it has completed {_start.History.Epochs.Count} epochs, but {_recipe.Epochs} were requested"]);
        }

        if (_start is not null)
        {
            CheckDescription(DescribeRows());
            CheckSound(_start.State, TrainingLoop.StepsPerEpoch(data.Training, _recipe));
        }

        return _state;
    }

    /// <summary>Writes the state after an epoch to the file, which there must be.</summary>
    public void Write(TrainingState state)
    {
        Keep(state);
        MakeLatest()!.Save(_path!);
    }

    /// <summary>Keeps the latest state for an exception that may end the training.</summary>
    public void Keep(TrainingState? state) => _state = state;

    public TrainingCanceledException Explain(OperationCanceledException reason) => new(
        $"The training was canceled after {_state?.History.Epochs.Count ?? 0} of {_recipe.Epochs} epochs.{Remedy}",
        MakeLatest(), reason, reason.CancellationToken);

    public TrainingDivergedException Explain(TrainingDivergedException reason)
    {
        var delete = _path is null || _state is null ? "" : $" To start again, delete '{Printable.Path(_path!)}'.";
        return new TrainingDivergedException($"{reason.Message}{Remedy}{delete}", reason.Epoch, MakeLatest());
    }

    private string Remedy => _state is null ? "" : " The exception's Checkpoint has the best network so far, and can be saved.";

    private TrainingCheckpoint? MakeLatest() => _state is null || _state == _start?.State
        ? _start
        : new TrainingCheckpoint(
            _state, Seed, _description ??= new(DescribeStart().Concat(DescribeRows())), _columns.FeatureName,
            _labels, _columns.HasBackgroundClass);

    private IEnumerable<KeyValuePair<string, string>> DescribeStart() =>
        TrainingDescription.OfRecipe(_recipe).Concat(TrainingDescription.OfStart(_model, _contextSeed));

    private IEnumerable<KeyValuePair<string, string>> DescribeRows() =>
        TrainingDescription.OfRows(_data!.Training, _data.Validation, _columns);

    private void CheckSize()
    {
        var size = CheckpointNumbers.SizeOf(_layout, _recipe);
        if (size > ZipLimits.OfCheckpoints.MaxSize)
        {
            throw new NotSupportedException(
                $"The checkpoint '{Printable.Path(_path!)}' would have {size / 1_000_000} MB, but at most " +
                $"{ZipLimits.OfCheckpoints.MaxSize / 1_000_000} MB are possible. Leave CheckpointPath out, or use " +
                "smaller HiddenLayers.");
        }
    }

    private void CheckSound(TrainingState state, int stepsPerEpoch)
    {
        var engine = state.Engine;
        var isSound = engine.Step == (long)stepsPerEpoch * state.History.Epochs.Count
            && engine.Weights.Select(layer => (layer.InputSize, layer.OutputSize)).SequenceEqual(
                _layout.Layers.Select(place => (place.Inputs, place.Outputs)))
            && (engine.Average is not null) == (_recipe.WeightAveraging > 0)
            && (engine.Kept is not null) == (_recipe.EarlyStopping is not null)
            && (state.BestScore is not null) == (_recipe.EarlyStopping is not null);
        if (!isSound)
        {
            throw new InvalidDataException(
                $"The checkpoint '{Printable.Path(_path!)}' does not match its own description: it was modified. Delete the " +
                "file to start again.");
        }
    }

    private void CheckDescription(IEnumerable<KeyValuePair<string, string>> now)
    {
        if (_start is not null && TrainingDescription.Compare(_start.Description, now).ToList() is [_, ..] differences)
        {
            throw OfAnother(differences);
        }
    }

    private InvalidOperationException OfAnother(IEnumerable<string> differences) => new(
        $"The checkpoint '{Printable.Path(_path!)}' belongs to another training: {string.Join("; ", differences)}. Use the " +
        "settings of that training, or delete the file to start again.");
}
