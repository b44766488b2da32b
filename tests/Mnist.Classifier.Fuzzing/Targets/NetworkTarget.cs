using System.Buffers.Binary;
using DenseNetworks.IO;
using Mnist.Classifier.Fuzzing.Mutation;

namespace Mnist.Classifier.Fuzzing.Targets;

/// <summary>
/// The bytes of a network without their checksum, which is put right, in a zip that is right (docs/model-format.md).
/// </summary>
internal sealed class NetworkTarget : FuzzTarget
{
    // Fields of ML.NET's header: the length of what the transformer wrote, and the places of what comes after it.
    private const int StartField = 0x10;
    private const int LengthField = 0x18;

    private static readonly int[] LaterFields = [0x20, 0x30, 0x80, 0x88, 0x90];

    private readonly List<(string Name, byte[] Content)> _entries = ZipEnvelope.Unwrap(TinyClassifiers.Zips().First())!;
    private readonly int _entry;
    private readonly int _start;
    private readonly int _end;

    public NetworkTarget()
    {
        _entry = _entries.FindIndex(entry => Find(entry.Content) >= 0);
        var content = _entries[_entry].Content;
        _start = Find(content);
        _end = (int)(ReadField(content, StartField) + ReadField(content, LengthField));
    }

    public override IReadOnlyList<byte[]> Words { get; } =
    [
        [.. "DNET"u8], [1, 0, 0, 0], [2, 0, 0, 0], [3, 0, 0, 0], [0x10, 3, 0, 0],
        [0, 0, 0xC0, 0x7F], [0, 0, 0x80, 0x7F], [0, 0, 0x80, 0xFF],
        [0, 0, 0x80, 0x3F], [0, 0, 0, 0, 0, 0, 0xF8, 0x7F], [0xFF, 0xFF, 0x7F, 0x7F], [0xE8, 3, 0, 0], [0x40, 0x42, 0x0F, 0],
    ];

    public override IEnumerable<byte[]> Seeds()
    {
        foreach (var zip in TinyClassifiers.Zips())
        {
            var content = ZipEnvelope.Unwrap(zip)![_entry].Content;
            var end = (int)(ReadField(content, StartField) + ReadField(content, LengthField));
            yield return content[Find(content)..(end - sizeof(uint))];
        }
    }

    public override void Read(byte[] input)
    {
        using var stream = new MemoryStream(Wrap([.. input, .. BitConverter.GetBytes(Crc32.Compute(input))]), writable: false);
        MnistClassifier.Load(stream);
    }

    private static int Find(ReadOnlySpan<byte> content) => content.IndexOf("DNET"u8);

    private static long ReadField(ReadOnlySpan<byte> content, int field) =>
        BinaryPrimitives.ReadInt64LittleEndian(content[field..]);

    private byte[] Wrap(byte[] network)
    {
        var old = _entries[_entry].Content;
        byte[] content = [.. old[.._start], .. network, .. old[_end..]];
        var difference = network.Length - (_end - _start);
        AddTo(LengthField);
        foreach (var field in LaterFields)
        {
            AddTo(field);
        }

        return ZipEnvelope.Wrap([.. _entries[.._entry], (_entries[_entry].Name, content), .. _entries[(_entry + 1)..]]);

        void AddTo(int field) =>
            BinaryPrimitives.WriteInt64LittleEndian(content.AsSpan(field), ReadField(content, field) + difference);
    }
}
