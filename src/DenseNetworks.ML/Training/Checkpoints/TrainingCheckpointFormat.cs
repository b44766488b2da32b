using System.IO.Compression;
using System.Text.Json;
using DenseNetworks.IO;
using DenseNetworks.IO.Zip;
using DenseNetworks.ML.MLNet;
using DenseNetworks.Models;
using Microsoft.ML;

namespace DenseNetworks.ML.Training;

/// <summary>
/// Writes and reads checkpoints: a zip that ML.NET can load as a model with the best network so far, and two additional
/// entries. docs/model-format.md describes them: a change here requires a change there and a new <see cref="CurrentVersion"/>.
/// </summary>
internal static class TrainingCheckpointFormat
{
    public const int CurrentVersion = 2;

    private const string FieldsEntry = "Training/checkpoint.json";
    private const string NumbersEntry = "Training/numbers";

    // The description of a recipe has a few thousand bytes.
    private const int MaxFieldsSize = 1 << 20;

    private static readonly JsonSerializerOptions Json = new() { WriteIndented = true };

    public static void Write(Stream stream, TrainingCheckpoint checkpoint)
    {
        var context = new MLContext();
        using var zip = TransformerChainWriter.Write(context, checkpoint.ToTransformer(context), inputSchema: null);
        using (var archive = new ZipArchive(zip, ZipArchiveMode.Update, leaveOpen: true))
        {
            using (var fields = Create(archive, FieldsEntry, CompressionLevel.Optimal))
            {
                JsonSerializer.Serialize(fields, Describe(checkpoint), Json);
            }

            // They are incompressible.
            using var numbers = Create(archive, NumbersEntry, CompressionLevel.NoCompression);
            CheckpointNumbers.Write(numbers, checkpoint.State.Engine);
        }

        zip.WriteTo(stream);
    }

    /// <exception cref="InvalidDataException">The zip is damaged, or is not a checkpoint.</exception>
    public static TrainingCheckpoint Read(ZipContent zip)
    {
        if (SavedSteps.Read(zip) is not [{ Kind: SavedNetwork.Kind } step]
            || SavedNetwork.Read(step) is not { Network.History: { } history } saved)
        {
            throw new InvalidDataException("It contains no network with a history. Use a file that a training wrote.");
        }

        var fields = ReadFields(Unpack(zip, FieldsEntry, MaxFieldsSize));
        var engine = CheckpointNumbers.Read(Unpack(zip, NumbersEntry, int.MaxValue), saved.Network.Layers, fields);
        if (!AreSame(engine.Best, saved.Network.Layers))
        {
            throw new InvalidDataException("Its two networks differ: it was modified. Use another, or start again.");
        }

        return new TrainingCheckpoint(
            new TrainingState(engine, history, fields.BestScore), fields.Seed, fields.Training, saved.FeatureColumnName,
            saved.Labels, saved.Network.HasBackgroundClass);
    }

    private static CheckpointFields ReadFields(byte[] json)
    {
        try
        {
            if (JsonSerializer.Deserialize<VersionField>(json, Json)?.Version is var version && version != CurrentVersion)
            {
                throw new InvalidDataException(
                    $"It is in version {version} of the format, but this library reads version {CurrentVersion}. Use the " +
                    "version of this library that wrote it.");
            }

            var fields = JsonSerializer.Deserialize<CheckpointFields>(json, Json);
            return fields is { Step: >= 0, Training: not null } && double.IsFinite(fields.BestScore ?? 0)
                ? fields
                : throw new InvalidDataException(
                    $"Its '{FieldsEntry}' contains impossible values: it was modified. Use another, or start again.");
        }
        catch (JsonException e)
        {
            // Not an inner exception: its message contains text from the file.
            throw new InvalidDataException(
                $"Its '{FieldsEntry}' is damaged: {Printable.Of(e.Message)} Use another, or start again.");
        }
    }

    private static bool AreSame(IReadOnlyList<DenseLayer> first, IReadOnlyList<DenseLayer> second) => first.Zip(second).All(
        pair => pair.First.Weights.SequenceEqual(pair.Second.Weights) && pair.First.Biases.SequenceEqual(pair.Second.Biases));

    private static byte[] Unpack(ZipContent zip, string name, int maxSize) =>
        zip.ExtractOrNull(name, maxSize) ?? throw new InvalidDataException(
            $"It has no '{name}': it is a model, but not a checkpoint. Use the file that CheckpointPath names.");

    private static Stream Create(ZipArchive archive, string name, CompressionLevel level)
    {
        var entry = archive.CreateEntry(name, level);
        entry.LastWriteTime = TransformerChainWriter.NoTime;
        return entry.Open();
    }

    private static CheckpointFields Describe(TrainingCheckpoint checkpoint) => new()
    {
        Version = CurrentVersion,
        Seed = checkpoint.Seed,
        Step = checkpoint.State.Engine.Step,
        BestScore = checkpoint.State.BestScore,
        HasAverage = checkpoint.State.Engine.Average is not null,
        HasKeptWeights = checkpoint.State.Engine.Kept is not null,
        Training = new(checkpoint.Description),
    };

    private sealed record VersionField(int? Version);
}

/// <summary>The fields of a checkpoint that are stored as JSON.</summary>
internal sealed record CheckpointFields
{
    public required int Version { get; init; }

    public required int Seed { get; init; }

    public required long Step { get; init; }

    public double? BestScore { get; init; }

    public required bool HasAverage { get; init; }

    public required bool HasKeptWeights { get; init; }

    public required Dictionary<string, string> Training { get; init; }
}
