using Mnist.Classifier.Fuzzing.Mutation;

namespace Mnist.Classifier.Fuzzing.Targets;

/// <summary>Something that reads zips. They are damaged as they are, or inside entries whose checksums are right.</summary>
internal abstract class ZipTarget : FuzzTarget
{
    /// <summary>Gets the signatures in a zip.</summary>
    protected static IReadOnlyList<byte[]> ZipWords { get; } =
    [
        [.. "PK\x03\x04"u8], [.. "PK\x01\x02"u8], [.. "PK\x05\x06"u8], [.. "PK\x06\x06"u8], [.. "PK\x06\x07"u8], [.. "PK\x07\x08"u8],
    ];

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
