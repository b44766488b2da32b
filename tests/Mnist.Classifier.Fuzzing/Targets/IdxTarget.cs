using System.Buffers.Binary;
using Mnist.Classifier.Fuzzing.Mutation;

namespace Mnist.Classifier.Fuzzing.Targets;

/// <summary>
/// A pair of IDX files, plain or gzip: a byte that chooses how they are read, the length of the first, big-endian, and the
/// two files.
/// </summary>
internal sealed class IdxTarget : FuzzTarget
{
    private const int HeaderLength = 5;
    private const int OnDemand = 1;
    private const int OfFormat = 2;

    private static readonly ImageSetLayout Format = new() { ClassCount = 10, Height = 4, Width = 3, Transposed = true };

    private readonly ScratchFolder _folder = new();

    public override IReadOnlyList<byte[]> Words { get; } =
    [
        [0, 0, 8, 1], [0, 0, 8, 3], [0, 0, 0x0D, 3], [0x1F, 0x8B, 8, 0], [0x1F, 0x8B, 8, 0x1E], [0x7F, 0xFF, 0xFF, 0xFF],
        [0, 1, 0, 0], [0x80, 0, 0, 0], [0xFF, 0xFF, 0xFF, 0xFF], [3, 0], [0, 0, 0, 0xFF, 0xFF],
    ];

    public override IEnumerable<byte[]> Seeds()
    {
        var images = MnistDataset.Generate(trainCount: 2, testCount: 1, seed: 1).Train;
        var folder = Directory.CreateTempSubdirectory("mnist-fuzzing-");
        try
        {
            foreach (var ending in new[] { "", ".gz" })
            {
                var imagesPath = Path.Combine(folder.FullName, "images" + ending);
                var labelsPath = Path.Combine(folder.FullName, "labels" + ending);
                images.SaveIdx(imagesPath, labelsPath);
                yield return Join(0, File.ReadAllBytes(imagesPath), File.ReadAllBytes(labelsPath));
            }
        }
        finally
        {
            folder.Delete(recursive: true);
        }

        byte[] small = [0, 0, 8, 3, 0, 0, 0, 2, 0, 0, 0, 3, 0, 0, 0, 4, .. Enumerable.Range(0, 24).Select(i => (byte)(10 * i))];
        byte[] labels = [0, 0, 8, 1, 0, 0, 0, 2, 9, 1];
        yield return Join(OnDemand, small, labels);
        yield return Join(OfFormat, GzipEnvelope.Wrap(small), labels);
        yield return Join(OnDemand | OfFormat, small, GzipEnvelope.Wrap(labels));
    }

    public override void Read(byte[] input)
    {
        var (how, images, labels) = Split(input);
        var set = LabeledImages.FromIdx(
            _folder.Write("images", images), _folder.Write("labels", labels), (how & OfFormat) == 0 ? null : Format,
            readOnDemand: (how & OnDemand) != 0);
        set.GetPixels(set.Count - 1);
    }

    public override byte[] Mutate(byte[] input, Mutator mutator)
    {
        var (how, images, labels) = Split(input);
        how = mutator.Random.Next(4) == 0 ? mutator.Random.Next(4) : how;
        return mutator.Random.Next(4) == 0
            ? Join(how, images, MutateFile(labels, mutator))
            : Join(how, MutateFile(images, mutator), labels);
    }

    public override void Dispose()
    {
        _folder.Dispose();
        base.Dispose();
    }

    private static byte[] MutateFile(byte[] file, Mutator mutator) =>
        mutator.Random.Next(3) > 0 && GzipEnvelope.Unwrap(file) is { } content
            ? GzipEnvelope.Wrap(mutator.Mutate(content))
            : mutator.Random.Next(16) == 0 ? GzipEnvelope.Wrap(file) : mutator.Mutate(file);

    private static byte[] Join(int how, byte[] images, byte[] labels)
    {
        var header = new byte[HeaderLength];
        header[0] = (byte)how;
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(1), images.Length);
        return [.. header, .. images, .. labels];
    }

    private static (int How, byte[] Images, byte[] Labels) Split(byte[] input)
    {
        if (input.Length < HeaderLength)
        {
            return (0, input, []);
        }

        var length = BinaryPrimitives.ReadUInt32BigEndian(input.AsSpan(1));
        var end = HeaderLength + (int)Math.Min(length, input.Length - HeaderLength);
        return (input[0], input[HeaderLength..end], input[end..]);
    }
}
