using Mnist.Classifier.Fuzzing.Mutation;

namespace Mnist.Classifier.Fuzzing.Targets;

/// <summary>A zip with a classifier: as it is, or with damage inside entries whose checksums are right.</summary>
internal sealed class ModelsTarget : FuzzTarget
{
    public override IReadOnlyList<byte[]> Words { get; } =
    [
        [.. "PK\x03\x04"u8], [.. "PK\x01\x02"u8], [.. "PK\x05\x06"u8], [.. "PK\x06\x06"u8],
        [.. "PK\x06\x07"u8], [.. "PK\x07\x08"u8], [.. "DNET"u8], [.. "ML MODEL"u8], [.. "TransformerChain"u8],
        [.. "Transform_000"u8], [.. "Model.key"u8], [.. "Schema"u8],
        [.. "DenseNet"u8], [.. "TransformWrapper"u8], [.. "../"u8], [0x56, 0x69, 0x65, 0x77], [0xFF, 0xFF, 0xFF, 0x7F],
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
        using var stream = new MemoryStream(input, writable: false);
        MnistClassifier.Load(stream);
    }

    public override byte[] Mutate(byte[] input, Mutator mutator)
    {
        if (mutator.Random.Next(3) == 0 || ZipEnvelope.Unwrap(input) is not { Count: > 0 } entries)
        {
            return mutator.Mutate(input);
        }

        var at = mutator.Random.Next(entries.Count);
        var (name, content) = entries[at];
        switch (mutator.Random.Next(16))
        {
            case 0:
                entries.RemoveAt(at);
                break;
            case 1:
                entries.Add((entries[mutator.Random.Next(entries.Count)].Name, content));
                break;
            case 2:
                entries[at] = (name + mutator.Random.Next(10), content);
                break;
            default:
                entries[at] = (name, mutator.Mutate(content));
                break;
        }

        return ZipEnvelope.Wrap(entries);
    }
}
