using System.Buffers.Binary;
using FsCheck;
using FsCheck.Xunit;
using Testing;

namespace DenseNetworks.Tests.Models;

/// <summary>Whatever happens to the bytes, they are a network that works, or they are refused with advice.</summary>
public sealed class DamagedModelTests
{
    private static readonly byte[] Zip = SavedFlowers.Zip;
    private static readonly byte[] Network = SavedFlowers.Parts.Single(part => part.Name == SavedFlowers.NetworkEntry).Content;

    [Property(MaxTest = 500)]
    public void Changed_bytes_of_the_zip(PositiveInt seed) => Check(Change(Zip, new Random(seed.Get), Zip.Length));

    [Property(MaxTest = 500)]
    public void Changed_bytes_of_a_step_in_a_zip_whose_checksums_are_right(PositiveInt seed) =>
        Check(SavedFlowers.WithContent(SavedFlowers.NetworkEntry, bytes => Change(bytes, new Random(seed.Get), 400)));

    [Fact]
    public void Every_byte_of_the_header_of_a_step()
    {
        for (var i = 0; i < 256; i++)
        {
            foreach (var change in new byte[] { 0xFF, 0x01, 0x80 })
            {
                Check(SavedFlowers.WithContent(SavedFlowers.NetworkEntry, bytes =>
                {
                    bytes[i] ^= change;
                    return bytes;
                }));
            }
        }
    }

    [Fact]
    public void A_step_that_ends_anywhere()
    {
        for (var length = 0; length < Network.Length; length++)
        {
            MessageOf(Network[..length]).Should().StartWith($"'{SavedFlowers.NetworkEntry}' is damaged, or of a newer version: ");
        }
    }

    // Where the header of a step says where its parts are, and how large.
    [Theory]
    [InlineData(0x10)]
    [InlineData(0x18)]
    [InlineData(0x20)]
    [InlineData(0x28)]
    [InlineData(0x30)]
    [InlineData(0x38)]
    [InlineData(0x80)]
    [InlineData(0x88)]
    [InlineData(0x90)]
    public void A_place_or_a_size_that_is_not_true_is_refused(int offset)
    {
        var value = BinaryPrimitives.ReadInt64LittleEndian(Network.AsSpan(offset));
        foreach (var wrong in new[] { value - 1, value + 1, value + 8, value - 8, -1, long.MaxValue, long.MinValue, int.MaxValue, 1L << 62 })
        {
            var bytes = (byte[])Network.Clone();
            BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(offset), wrong);

            MessageOf(bytes).Should().StartWith($"'{SavedFlowers.NetworkEntry}' is damaged", $"{wrong} at {offset:X} is not true");
        }
    }

    [Fact]
    public void A_newer_version_of_a_step_is_refused_with_advice()
    {
        var bytes = (byte[])Network.Clone();
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(0x48), 0x00010002);

        MessageOf(bytes).Should().EndWith(
            "its content is in version 00010002 of its format, but version 00010001 is read. Copy or save it again, or use a newer " +
            "version of this library.");
    }

    private static string MessageOf(byte[] step)
    {
        var load = () => DenseNetwork.Load(new MemoryStream(SavedFlowers.WithContent(SavedFlowers.NetworkEntry, _ => step)));
        const string Start = "The stream is not a model that a network can be loaded from. ";
        var message = load.Should().Throw<InvalidDataException>().Which.Message;
        message.Should().StartWith(Start);
        return message[Start.Length..];
    }

    private static void Check(byte[] zip)
    {
        var allocated = GC.GetAllocatedBytesForCurrentThread();
        try
        {
            var network = DenseNetwork.Load(new MemoryStream(zip));
            network.ComputeProbabilities(new float[network.InputSize], new float[network.ClassCount]);
        }
        catch (InvalidDataException e)
        {
            e.Message.Should().MatchRegex(@"\b(Copy|Save|save|Give|Take|Load|load|Train|train|Use|use)\b(?s:.)*\.$", "it says what to do");
        }

        (GC.GetAllocatedBytesForCurrentThread() - allocated).Should().BeLessThan(32 << 20);
    }

    private static byte[] Change(byte[] bytes, Random random, int within)
    {
        var changed = (byte[])bytes.Clone();
        for (var i = random.Next(1, 4); i > 0; i--)
        {
            changed[random.Next(Math.Min(within, bytes.Length))] = random.Next(3) switch { 0 => 0, 1 => 0xFF, _ => (byte)random.Next(256) };
        }

        return changed;
    }
}
