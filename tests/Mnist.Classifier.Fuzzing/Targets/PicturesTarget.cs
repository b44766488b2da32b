using Mnist.Classifier.Fuzzing.Mutation;
using Mnist.Digits;
using Mnist.Digits.Pictures;
using StbImageSharp;

namespace Mnist.Classifier.Fuzzing.Targets;

/// <summary>A picture file of any of the formats.</summary>
internal sealed class PicturesTarget : FuzzTarget
{
    // Finding the digit takes a hundred times as long as decoding, and depends on pixels alone.
    private const int WholeWayEvery = 64;

    private int _count;
    private int _nativeBlocks = StbImage.NativeAllocations;

    public override IReadOnlyList<byte[]> Words { get; } =
    [
        .. PictureSeeds.Words,
    ];

    public override IEnumerable<byte[]> Seeds() => PictureSeeds.All();

    public override void Read(byte[] input)
    {
        using var stream = new MemoryStream(input, writable: false);
        if (_count++ % WholeWayEvery == 0)
        {
            DigitImage.Load(stream);
        }
        else
        {
            PictureReader.Read(stream);
        }
    }

    public override byte[] Mutate(byte[] input, Mutator mutator) =>
        mutator.Random.Next(3) == 0 && PngEnvelope.Unwrap(input) is { } rows
            ? PngEnvelope.Wrap(input, mutator.Mutate(rows))
            : mutator.Random.Next(8) == 0 && JpegScans.Repeat(input, mutator.Random) is { } repeated ? repeated
            : mutator.Mutate(input);

    // A small file may take as much as one of a megabyte: see PictureCost.
    public override long AllowedBytes(byte[] input) => 200_000_000;

    public override string? Complain()
    {
        var (before, now) = (_nativeBlocks, StbImage.NativeAllocations);
        _nativeBlocks = now;
        return now > before ? $"{now - before} blocks of native memory were not given back" : null;
    }
}
