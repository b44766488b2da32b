using DenseNetworks.IO;
using Mnist.Classifier.Fuzzing.Mutation;

namespace Mnist.Classifier.Fuzzing.Targets;

/// <summary>
/// The bytes of a network without their checksum, which is put right, in a zip that is right (docs/model-format.md).
/// </summary>
internal sealed class NetworkTarget : FuzzTarget
{
    private readonly List<(string Name, byte[] Content)> _entries = ZipEnvelope.Unwrap(TinyClassifiers.Zips().First())!;
    private readonly int _entry;
    private readonly Range _network;
    private MnistClassifier? _loaded;

    public NetworkTarget()
    {
        _entry = _entries.FindIndex(entry => Find(entry.Content) >= 0);
        _network = NetworkOf(_entries[_entry].Content);
    }

    public override IReadOnlyList<byte[]> Words { get; } =
    [
        [.. "DNET"u8], [1, 0, 0, 0], [2, 0, 0, 0], [3, 0, 0, 0], [0x10, 3, 0, 0],
        [0, 0, 0xC0, 0x7F], [0, 0, 0x80, 0x7F], [0, 0, 0x80, 0xFF],
        [0, 0, 0x80, 0x3F], [0, 0, 0, 0, 0, 0, 0xF8, 0x7F], [0xFF, 0xFF, 0x7F, 0x7F], [0xE8, 3, 0, 0], [0x40, 0x42, 0x0F, 0],
        // Weights of 1e38 and -1e38, temperatures of 1e-38, more epochs than there may be, and a hundred years in seconds.
        .. TinyClassifiers.Extremes, [0xA1, 0x86, 1, 0], [.. BitConverter.GetBytes(3.2e9)],
    ];

    public override IEnumerable<byte[]> Seeds()
    {
        foreach (var zip in TinyClassifiers.Zips())
        {
            var content = ZipEnvelope.Unwrap(zip)![_entry].Content;
            yield return content[NetworkOf(content)][..^sizeof(uint)];
        }
    }

    public override void Read(byte[] input)
    {
        using var stream = new MemoryStream(Wrap([.. input, .. BitConverter.GetBytes(Crc32.Compute(input))]), writable: false);
        _loaded = null;
        _loaded = MnistClassifier.Load(stream);
    }

    public override string? Complain() => TinyClassifiers.ComplainOf(_loaded);

    private static int Find(ReadOnlySpan<byte> content) => content.IndexOf("DNET"u8);

    private static Range NetworkOf(byte[] step) => Find(step)..StepEnvelope.Find(step)!.Value.End;

    private byte[] Wrap(byte[] network)
    {
        var (name, content) = _entries[_entry];
        return ZipEnvelope.Wrap(
            [.. _entries[.._entry], (name, StepEnvelope.Replace(content, _network, network)), .. _entries[(_entry + 1)..]]);
    }
}
