using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace Mnist.Classifier.Fuzzing.Mutation;

/// <summary>
/// Damages bytes as American Fuzzy Lop does (M. Zalewski, "Technical whitepaper for afl-fuzz"): a few small changes on top of
/// each other, of bits, numbers, blocks and words of the format.
/// </summary>
/// <param name="random">Decides everything.</param>
/// <param name="words">What inputs of this kind are made of.</param>
/// <param name="others">More inputs, to take pieces from.</param>
internal sealed class Mutator(Random random, IReadOnlyList<byte[]> words, IReadOnlyList<byte[]> others)
{
    /// <summary>The longest input.</summary>
    public const int MostBytes = 1 << 16;

    private const int MostChanges = 3; // as a power of two

    private static readonly long[] Numbers =
    [
        0, 1, 2, 3, 7, 8, 16, 31, 32, 64, 100, 127, 128, 255, 256, 257, 512, 1000, 1024, 4096, 32_767, 32_768, 65_535, 65_536,
        10_000_000, 0x3FFF_FFFF, 0x4000_0000, 0x7FFF_FFFF, 0x8000_0000, 0xFFFF_FFFE, 0xFFFF_FFFF, 0x1_0000_0000,
        long.MaxValue, long.MinValue, -2, -1,
    ];

    public Random Random => random;

    /// <summary>Returns a damaged copy, of at most <see cref="MostBytes"/>.</summary>
    public byte[] Mutate(byte[] input)
    {
        var bytes = new List<byte>(input);
        for (var changes = 1 << random.Next(MostChanges + 1); changes > 0; changes--)
        {
            Change(bytes);
        }

        if (bytes.Count > MostBytes)
        {
            bytes.RemoveRange(MostBytes, bytes.Count - MostBytes);
        }

        return [.. bytes];
    }

    private void Change(List<byte> bytes)
    {
        if (bytes.Count == 0)
        {
            bytes.Add((byte)random.Next(256));
            return;
        }

        var at = Place(bytes.Count);
        switch (random.Next(16))
        {
            case 0 or 1:
                bytes[at] ^= (byte)(1 << random.Next(8));
                break;
            case 2 or 3:
                bytes[at] = (byte)random.Next(256);
                break;
            case 4 or 5:
                WriteNumber(bytes, at, Numbers[random.Next(Numbers.Length)]);
                break;
            case 6:
                AddToNumber(bytes, at, random.Next(-35, 36));
                break;
            case 7:
                // A length of what is there: all of it, or what follows.
                WriteNumber(bytes, at, (random.Next(2) == 0 ? bytes.Count : bytes.Count - at) + random.Next(-8, 9));
                break;
            case 8:
                bytes.RemoveRange(at, Length(bytes.Count - at));
                break;
            case 9:
                bytes.InsertRange(Place(bytes.Count), bytes.GetRange(at, Length(bytes.Count - at)));
                break;
            case 10:
                Overwrite(bytes, Place(bytes.Count), bytes.GetRange(at, Length(bytes.Count - at)));
                break;
            case 11:
                bytes.InsertRange(at, Enumerable.Repeat((byte)random.Next(256), Length(256)));
                break;
            case 12 when words.Count > 0:
                Overwrite(bytes, at, words[random.Next(words.Count)]);
                break;
            case 13 when words.Count > 0:
                bytes.InsertRange(at, words[random.Next(words.Count)]);
                break;
            case 14 when others.Count > 0:
                Splice(bytes, at, others[random.Next(others.Count)]);
                break;
            case 15 when random.Next(4) == 0:
                ChangeWhole(bytes, at);
                break;
            default:
                bytes[at] += (byte)random.Next(1, 256);
                break;
        }
    }

    /// <summary>Cuts the end off, or puts everything there once more.</summary>
    private void ChangeWhole(List<byte> bytes, int at)
    {
        if (random.Next(2) == 0)
        {
            bytes.RemoveRange(at, bytes.Count - at);
        }
        else if (bytes.Count <= MostBytes / 2)
        {
            bytes.AddRange(bytes.ToArray());
        }
    }

    /// <summary>Goes on with another input from here.</summary>
    private void Splice(List<byte> bytes, int at, byte[] other)
    {
        var from = random.Next(2) == 0 ? Math.Min(at, other.Length) : random.Next(other.Length + 1);
        bytes.RemoveRange(at, bytes.Count - at);
        bytes.AddRange(other[from..]);
    }

    private static void Overwrite(List<byte> bytes, int at, IReadOnlyList<byte> content)
    {
        for (var i = 0; i < content.Count && at + i < bytes.Count; i++)
        {
            bytes[at + i] = content[i];
        }
    }

    private void WriteNumber(List<byte> bytes, int at, long number)
    {
        var width = 1 << random.Next(4);
        Span<byte> text = stackalloc byte[sizeof(long)];
        if (random.Next(2) == 0)
        {
            BinaryPrimitives.WriteInt64LittleEndian(text, number);
            text = text[..width];
        }
        else
        {
            BinaryPrimitives.WriteInt64BigEndian(text, number);
            text = text[^width..];
        }

        Overwrite(bytes, at, text.ToArray());
    }

    private void AddToNumber(List<byte> bytes, int at, int difference)
    {
        var number = CollectionsMarshal.AsSpan(bytes)[at..];
        if (number.Length < sizeof(int))
        {
            number[0] += (byte)difference;
        }
        else if (random.Next(2) == 0)
        {
            BinaryPrimitives.WriteInt32LittleEndian(number, BinaryPrimitives.ReadInt32LittleEndian(number) + difference);
        }
        else
        {
            BinaryPrimitives.WriteInt32BigEndian(number, BinaryPrimitives.ReadInt32BigEndian(number) + difference);
        }
    }

    /// <summary>Chooses a place, in half of the cases near the beginning: headers decide more than content does.</summary>
    private int Place(int count) => random.Next(random.Next(2) == 0 ? count : Math.Min(count, 64));

    /// <summary>Chooses a length of at least 1, short more often than long.</summary>
    private int Length(int most) => 1 + random.Next(Math.Min(most, 1 << random.Next(12)));
}
