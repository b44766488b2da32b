using DenseNetworks;
using Mnist.Classifier.Fuzzing.Mutation;
using Mnist.Digits;

namespace Mnist.Classifier.Fuzzing.Targets;

/// <summary>A zip with a classifier: as it is, or with damage inside entries whose checksums are right.</summary>
internal sealed class ModelsTarget : ZipTarget
{
    private MnistClassifier? _loaded;

    public override IReadOnlyList<byte[]> Words { get; } =
    [
        .. ZipWords, [.. "DNET"u8], [.. "ML MODEL"u8], [.. "TransformerChain"u8], [.. "Transform_000"u8],
        [.. "Model.key"u8], [.. "Schema"u8],
        [.. "DenseNet"u8], [.. "TransformWrapper"u8], [.. "../"u8], [0x56, 0x69, 0x65, 0x77], [0xFF, 0xFF, 0xFF, 0x7F],
        .. TinyClassifiers.Extremes, .. TinyClassifiers.ControlWords,
    ];

    public override IEnumerable<byte[]> Seeds()
    {
        foreach (var zip in TinyClassifiers.Zips())
        {
            yield return zip;
            yield return ZipEnvelope.Wrap(ZipEnvelope.Unwrap(zip)!);
        }
    }

    public override void Read(byte[] input)
    {
        _loaded = null;
        Read(input, DenseNetwork.Load);
        Read(input, DigitReader.Load);
        using var stream = new MemoryStream(input, writable: false);
        _loaded = MnistClassifier.Load(stream);
    }

    public override string? Complain() => TinyClassifiers.ComplainOf(_loaded);

    // What one of them refuses, another may take.
    private static void Read<T>(byte[] input, Func<Stream, T> load)
    {
        using var stream = new MemoryStream(input, writable: false);
        try
        {
            load(stream);
        }
        catch (InvalidDataException)
        {
        }
    }
}
