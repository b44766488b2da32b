using DenseNetworks;
using DenseNetworks.ML;
using DenseNetworks.ML.Training;
using Mnist.Classifier.Fuzzing.Mutation;

namespace Mnist.Classifier.Fuzzing.Targets;

/// <summary>A zip with the state of a training.</summary>
internal sealed class CheckpointsTarget : ZipTarget
{
    public override IReadOnlyList<byte[]> Words { get; } =
    [
        .. ZipWords, [.. "DNET"u8], [.. "Training/checkpoint.json"u8], [.. "Training/numbers"u8], [.. "\"Version\": 1"u8],
        [.. "\"Step\": -1"u8], [.. "\"HasAverage\": true"u8], [.. "\"BestScore\": 1e999"u8], [.. "null"u8], [.. "{}"u8], [.. "[[["u8],
        .. TinyClassifiers.ControlWords,
    ];

    public override IEnumerable<byte[]> Seeds()
    {
        foreach (var hasMore in new[] { false, true })
        {
            using var zip = new MemoryStream();
            Make(hasMore).Save(zip);
            yield return zip.ToArray();
            yield return ZipEnvelope.Wrap(ZipEnvelope.Unwrap(zip.ToArray())!);
        }
    }

    public override void Read(byte[] input)
    {
        using var stream = new MemoryStream(input, writable: false);
        TrainingCheckpoint.Load(stream);
    }

    /// <summary>Makes a checkpoint of a few numbers.</summary>
    /// <param name="hasMore">Whether it has averaged and kept weights too.</param>
    public static TrainingCheckpoint Make(bool hasMore)
    {
        var layers = TinyClassifiers.Layers(3, 2, 2);
        var (first, second) = (Map(layers, weight => weight / 10), Map(layers, weight => weight * weight));
        var epoch = new EpochResult
        {
            Epoch = 1, EpochCount = 2, Loss = 0.5, Accuracy = 0.75, LearningRate = 0.001, Duration = TimeSpan.FromSeconds(1),
        };
        var engine = new EngineState(7, layers, first, second, hasMore ? layers : null, hasMore ? layers : null);
        return new TrainingCheckpoint(
            new TrainingState(engine, new TrainingHistory([epoch], bestEpoch: 1, TrainingBackend.Managed), hasMore ? -0.5 : null),
            seed: 1,
            new Dictionary<string, string>(TrainingDescription.OfRecipe(TrainingRecipe.Tutorial)),
            "Features",
            labels: null,
            hasBackgroundClass: false);
    }

    private static DenseLayer[] Map(DenseLayer[] layers, Func<float, float> map) =>
        [.. layers.Select(layer => new DenseLayer([.. layer.Weights.ToArray().Select(map)], [.. layer.Biases.ToArray().Select(map)]))];
}
