using System.IO.Compression;
using System.Text.Json;
using DenseNetworks.IO;
using DenseNetworks.IO.Zip;
using DenseNetworks.ML.MLNet;
using DenseNetworks.Models;
using Microsoft.ML;

namespace DenseNetworks.ML.Training;

/// <summary>
/// Writes and reads checkpoints: a zip that is a model for ML.NET, with the best network so far, and two entries more.
/// docs/model-format.md describes them; a change here is a change there and a new <see cref="CurrentVersion"/>.
/// </summary>
internal static class TrainingCheckpointFormat
{
    public const int CurrentVersion = 2;

    private const string FieldsEntry = "Training/checkpoint.json";
    private const string NumbersEntry = "Training/numbers";

    // A recipe in words takes a few thousand bytes.
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

            // They look like noise: nothing would be gained.
            using var numbers = Create(archive, NumbersEntry, CompressionLevel.NoCompression);
            CheckpointNumbers.Write(numbers, checkpoint.State.Engine);
        }

        zip.WriteTo(stream);
    }

    /// <exception cref="InvalidDataException">The zip is damaged, or is no checkpoint.</exception>
    public static TrainingCheckpoint Read(ZipContent zip)
    {
        if (SavedSteps.Read(zip) is not [{ Kind: SavedNetwork.Kind } step]
            || SavedNetwork.Read(step) is not { Network.History: { } history } saved)
        {
            throw new InvalidDataException("It has not one network with its history. Give a file that a training wrote.");
        }

        var fields = ReadFields(Unpack(zip, FieldsEntry, MaxFieldsSize));
        var engine = CheckpointNumbers.Read(Unpack(zip, NumbersEntry, int.MaxValue), saved.Network.Layers, fields);
        if (!AreSame(engine.Best, saved.Network.Layers))
        {
            throw new InvalidDataException("Its two networks are not the same: it was changed. Go on from another, or begin anew.");
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
                    $"It is in version {version} of the format, and this library reads version {CurrentVersion}. Use the version of " +
                    "this library that wrote it.");
            }

            var fields = JsonSerializer.Deserialize<CheckpointFields>(json, Json);
            return fields is { Step: >= 0, Training: not null } && double.IsFinite(fields.BestScore ?? 0)
                ? fields
                : throw new InvalidDataException(
                    $"Its '{FieldsEntry}' says what no training does: it was changed. Go on from another, or begin anew.");
        }
        catch (JsonException e)
        {
            // Not handed on: its message has words of the file's own.
            throw new InvalidDataException($"Its '{FieldsEntry}' is damaged: {Printable.Of(e.Message)} Go on from another, or begin anew.");
        }
    }

    private static bool AreSame(IReadOnlyList<DenseLayer> first, IReadOnlyList<DenseLayer> second) => first.Zip(second).All(
        pair => pair.First.Weights.SequenceEqual(pair.Second.Weights) && pair.First.Biases.SequenceEqual(pair.Second.Biases));

    private static byte[] Unpack(ZipContent zip, string name, int maxSize) =>
        zip.ExtractOrNull(name, maxSize) ?? throw new InvalidDataException(
            $"It has no '{name}': it is a model, but no checkpoint. Give the file that CheckpointPath named.");

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

/// <summary>What a checkpoint says in words and single numbers, as it is written in JSON.</summary>
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
