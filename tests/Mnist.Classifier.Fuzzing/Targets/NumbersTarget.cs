using DenseNetworks.IO;
using DenseNetworks.ML;
using Mnist.Classifier.Fuzzing.Mutation;

namespace Mnist.Classifier.Fuzzing.Targets;

/// <summary>
/// The numbers of a checkpoint without their checksum, which is put right, in a zip that is right: weights, moments, averages. What is read
/// has to be such that a step can be taken with it.
/// </summary>
internal sealed class NumbersTarget : FuzzTarget
{
    private const string Entry = "Training/numbers";

    private readonly List<(string Name, byte[] Content)> _entries;
    private readonly int _entry;
    private TrainingCheckpoint? _loaded;

    public NumbersTarget()
    {
        using var zip = new MemoryStream();
        CheckpointsTarget.Make(hasMore: true).Save(zip);
        _entries = ZipEnvelope.Unwrap(zip.ToArray())!;
        _entry = _entries.FindIndex(entry => entry.Name == Entry);
    }

    public override IReadOnlyList<byte[]> Words { get; } = [.. TinyClassifiers.Extremes, [0, 0, 0x80, 0xBF], [0, 0, 0xC0, 0x7F]];

    public override IEnumerable<byte[]> Seeds() => [_entries[_entry].Content[..^sizeof(uint)]];

    public override void Read(byte[] input)
    {
        _loaded = null;
        byte[] numbers = [.. input, .. BitConverter.GetBytes(Crc32.Compute(input))];
        using var stream = new MemoryStream(
            ZipEnvelope.Wrap([.. _entries[.._entry], (Entry, numbers), .. _entries[(_entry + 1)..]]), writable: false);
        _loaded = TrainingCheckpoint.Load(stream);
    }

    public override string? Complain()
    {
        if (_loaded?.State.Engine is not { } engine)
        {
            return null;
        }

        var first = engine.FirstMoments.SelectMany(layer => (float[])[.. layer.Weights, .. layer.Biases]);
        var second = engine.SecondMoments.SelectMany(layer => (float[])[.. layer.Weights, .. layer.Biases]);
        return first.Zip(second, (moment, square) => moment / (MathF.Sqrt(square) + 1e-7f)).All(step => Math.Abs(step) < 10)
            ? null
            : "A step would be longer than gradients make one.";
    }
}
