using System.Globalization;
using DenseNetworks.Models;

namespace DenseNetworks.Tests.Models;

/// <summary>The values behind a label's keys, as docs/model-format.md has them: a type, a count, and each value.</summary>
public sealed class ClassValuesTests
{
    private static readonly byte[] Ticks = BitConverter.GetBytes(new DateTime(2026, 1, 2, 3, 4, 5).Ticks);

    public static TheoryData<byte, byte[], string> Dates => new()
    {
        { 13, [.. Ticks, 0], "2026-01-02T03:04:05.0000000" },
        { 13, [.. Ticks, 1], "2026-01-02T03:04:05.0000000Z" },
        { 14, [.. Ticks, 0x2E, 0xFF], "2026-01-02T03:04:05.0000000-03:30" },
        { 15, BitConverter.GetBytes(-1L), "-00:00:00.0000001" },
    };

    [Theory]
    [InlineData(1, new byte[] { 3, (byte)'o', (byte)'n', (byte)'e' }, "one")]
    [InlineData(2, new byte[] { 1 }, "True")]
    [InlineData(2, new byte[] { 0 }, "False")]
    [InlineData(3, new byte[] { 0xFF }, "-1")]
    [InlineData(4, new byte[] { 0xFF }, "255")]
    [InlineData(5, new byte[] { 0xFE, 0xFF }, "-2")]
    [InlineData(6, new byte[] { 0xFE, 0xFF }, "65534")]
    [InlineData(7, new byte[] { 0xFE, 0xFF, 0xFF, 0xFF }, "-2")]
    [InlineData(8, new byte[] { 0xFE, 0xFF, 0xFF, 0xFF }, "4294967294")]
    [InlineData(9, new byte[] { 0xFE, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF }, "-2")]
    [InlineData(10, new byte[] { 0xFE, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF }, "18446744073709551614")]
    [InlineData(11, new byte[] { 0, 0, 0xC0, 0x3F }, "1.5")]
    [InlineData(12, new byte[] { 0, 0, 0, 0, 0, 0, 0xF8, 0x3F }, "1.5")]
    [MemberData(nameof(Dates))]
    public void A_value_of_each_type_is_read_named_and_written_again(byte code, byte[] value, string name)
    {
        byte[] stored = [code, 2, 0, 0, 0, .. value, .. value];

        var labels = Read(stored)!;

        labels.Count.Should().Be(2);
        NamesIn("de-DE", labels).Should().Equal(name, name);
        Write(labels).Should().Equal(stored);
    }

    [Fact]
    public void That_there_are_none_is_one_byte()
    {
        Write(null).Should().Equal(0);
        Read([0]).Should().BeNull();
    }

    [Theory]
    [InlineData(16)]
    [InlineData(255)]
    public void An_unknown_type_is_told_by_its_number(byte code) => MessageOf([code, 1, 0, 0, 0, 1])
        .Should().Be($"The model's class labels have the unknown type {code}. Use a newer version of this library.");

    [Theory]
    [InlineData(13, -1L, 0, 0)] // before the year 1
    [InlineData(13, long.MaxValue, 0, 0)]
    [InlineData(13, 0L, 3, 0)] // no kind
    [InlineData(14, 0L, 0, 0x7F)] // weeks from UTC
    [InlineData(14, 0L, 1, 0)] // UTC before the year 1
    public void Dates_that_are_none_are_damaged(byte code, long ticks, byte low, byte high) =>
        MessageOf([code, 1, 0, 0, 0, .. BitConverter.GetBytes(ticks), low, high]).Should().StartWith("The model's class labels are damaged");

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    public void Values_that_are_cut_off_anywhere_are_damaged(byte code)
    {
        byte[] stored = [code, 1, 0, 0, 0, 3, 65, 66, 67];
        foreach (var length in Enumerable.Range(0, stored.Length))
        {
            MessageOf(stored[..length]).Should().MatchRegex(
                "^The model('s class labels are damaged or cut off| claims 1 class labels).* Copy or train it again\\.$", $"of {length} bytes");
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(4)] // there are three
    [InlineData(int.MinValue)]
    public void A_number_of_values_that_cannot_be_is_told(int count) =>
        MessageOf([2, .. BitConverter.GetBytes(count), 1, 0, 1]).Should().StartWith($"The model claims {count} class labels; 1 to ");

    [Fact]
    public void A_claim_of_many_values_costs_no_memory()
    {
        var before = GC.GetAllocatedBytesForCurrentThread();

        MessageOf([12, 0xFF, 0xFF, 0xFF, 0x7F, 0, 0, 0, 0, 0, 0, 0, 0]).Should().StartWith("The model claims 2147483647 class labels");

        (GC.GetAllocatedBytesForCurrentThread() - before).Should().BeLessThan(1_000_000);
    }

    private static List<string> NamesIn(string culture, ClassValues labels)
    {
        var before = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(culture);
        try
        {
            return [.. labels.GetNames()];
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    private static byte[] Write(ClassValues? labels)
    {
        using var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream);
        ClassValues.Write(writer, labels);
        writer.Flush();
        return stream.ToArray();
    }

    private static ClassValues? Read(byte[] stored) => ClassValues.Read(new BinaryReader(new MemoryStream(stored)));

    private static string MessageOf(byte[] stored) => Assert.Throws<InvalidDataException>(() => Read(stored)).Message;
}
