using System.IO.Compression;
using System.Text.Json;
using Microsoft.ML;
using Microsoft.ML.Runtime;
using Mnist.Classifier.MLNet;

namespace Mnist.Classifier.Training;

/// <summary>
/// Writes and reads checkpoints: a zip that is a model for ML.NET, with the best network so far, and two entries more.
/// docs/model-format.md describes them; a change here is a change there and a new <see cref="CurrentVersion"/>.
/// </summary>
internal static class TrainingCheckpointFormat
{
    public const int CurrentVersion = 1;

    private const string FieldsEntry = "Training/checkpoint.json";
    private const string NumbersEntry = "Training/numbers";

    private static readonly JsonSerializerOptions Json = new() { WriteIndented = true };

    private static readonly Dictionary<string, Func<IHostEnvironment, ModelLoadContext, ITransformer>> Loaders = new()
    {
        [DenseNetworkTransformer.LoaderSignature] = DenseNetworkTransformer.Create,
    };

    public static void Write(Stream stream, TrainingCheckpoint checkpoint)
    {
        using var zip = new MemoryStream(); // ML.NET wants to seek
        var context = new MLContext();
        context.Model.Save(checkpoint.ToTransformer(context), inputSchema: null, zip);
        using (var archive = new ZipArchive(zip, ZipArchiveMode.Update, leaveOpen: true))
        {
            using (var fields = archive.CreateEntry(FieldsEntry).Open())
            {
                JsonSerializer.Serialize(fields, Describe(checkpoint), Json);
            }

            // They look like noise: nothing would be gained.
            using var numbers = archive.CreateEntry(NumbersEntry, CompressionLevel.NoCompression).Open();
            CheckpointNumbers.Write(numbers, checkpoint.State.Engine);
        }

        zip.WriteTo(stream);
    }

    /// <param name="stream">The zip, to its end.</param>
    /// <param name="name">What to call it in an error.</param>
    /// <exception cref="InvalidDataException">The bytes are damaged, or are no checkpoint.</exception>
    public static TrainingCheckpoint Read(Stream stream, string name)
    {
        using var zip = new MemoryStream();
        stream.CopyTo(zip);
        zip.Position = 0;
        try
        {
            return Read(zip);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            throw new InvalidDataException(
                $"{name} is not a checkpoint of a training that can be loaded. {e.GetBaseException().Message}", e);
        }
    }

    private static TrainingCheckpoint Read(MemoryStream zip)
    {
        var (transformers, _) = new TransformerChainReader(new MLContext(), Loaders).Read(zip);
        if (transformers is not [DenseNetworkTransformer { History: { } history } transformer])
        {
            throw new InvalidDataException("It has not one network with its history.");
        }

        using var archive = new ZipArchive(zip, ZipArchiveMode.Read);
        var fields = ReadFields(archive);
        using var numbers = Open(archive, NumbersEntry);
        var engine = CheckpointNumbers.Read(numbers, transformer.Model.Layers, fields);
        return new TrainingCheckpoint(
            new TrainingState(engine, history, fields.BestScore), fields.Seed, fields.Training, transformer.FeatureColumnName,
            transformer.Labels, transformer.Model.HasBackgroundClass);
    }

    private static CheckpointFields ReadFields(ZipArchive archive)
    {
        using var stream = Open(archive, FieldsEntry);
        var fields = JsonSerializer.Deserialize<CheckpointFields>(stream, Json);
        return fields is { Version: CurrentVersion } ? fields : throw new InvalidDataException(
            $"It is in version {fields?.Version} of the format, and this library reads version {CurrentVersion}. Use the " +
            "version of Mnist.Classifier that wrote it.");
    }

    private static Stream Open(ZipArchive archive, string name) =>
        archive.GetEntry(name)?.Open() ?? throw new InvalidDataException($"It has no entry '{name}': it is a model, but no checkpoint.");

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
}
