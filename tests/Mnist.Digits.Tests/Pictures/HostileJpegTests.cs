using Mnist.Digits.Pictures;
using StbImageWriteSharp;
using Testing;
using static Mnist.Digits.Tests.Pictures.PictureBytes;

namespace Mnist.Digits.Tests.Pictures;

/// <summary>Tests malicious JPEG files, which aim at memory, time or secrets, and rare but valid ones.</summary>
public sealed class HostileJpegTests
{
    public static TheoryData<string, byte[]> Drawings => new()
    {
        { "progressive, grey", DrawingFiles.ProgressiveGrey },
        { "progressive, in colours", DrawingFiles.ProgressiveColours },
        { "in inks", DrawingFiles.Inks },
        { "in inks as colours", DrawingFiles.InksAsColours },
    };

    public static TheoryData<string, byte[]> Unfinished => new()
    {
        { "no scan at all", JpegFile.Write(JpegFile.Baseline, 16, 16) },
        {
            "details of blocks without their means",
            JpegFile.Write(JpegFile.Progressive, 16, 16, JpegFile.Scan(1, 63, JpegFile.FourBlocks))
        },
        {
            "a restart that is missing",
            JpegFile.Write(
                JpegFile.Baseline, 16, 16, JpegFile.Segment(JpegFile.RestartInterval, [0, 1]),
                JpegFile.Scan(0, 63, JpegFile.FourBlocks))
        },
        {
            "a table that cannot be, in the middle",
            JpegFile.Write(
                JpegFile.Progressive, 16, 16, JpegFile.Segment(0xC4, [0, 9, .. new byte[15], 0]),
                JpegFile.Scan(0, 0, JpegFile.FourBlocks))
        },
        {
            "a marker that means nothing, in the middle",
            JpegFile.Write(JpegFile.Progressive, 16, 16, JpegFile.Scan(0, 0, JpegFile.FourBlocks), JpegFile.Segment(0xF0, []))
        },
    };

    public static TheoryData<string, byte, byte[][]> IdleScans => new()
    {
        { "the same", JpegFile.Baseline, [JpegFile.Scan(0, 63, JpegFile.FourBlocks), JpegFile.Scan(0, 63, JpegFile.FourBlocks)] },
        { "the same means", JpegFile.Progressive, [JpegFile.Scan(0, 0, JpegFile.FourBlocks), JpegFile.Scan(0, 0, JpegFile.FourBlocks)] },
        {
            "the same details", JpegFile.Progressive,
            [JpegFile.Scan(0, 0, JpegFile.FourBlocks), JpegFile.Scan(1, 63, JpegFile.FourBlocks), JpegFile.Scan(5, 5, JpegFile.FourBlocks)]
        },
        {
            "the same bit", JpegFile.Progressive,
            [JpegFile.Scan(0, 0, 0x01, [JpegFile.FourBlocks]), JpegFile.Scan(0, 0, 0x10, [JpegFile.FourBlocks]), JpegFile.Scan(0, 0, 0x10, [JpegFile.FourBlocks])]
        },
        { "a bit before those above it", JpegFile.Progressive, [JpegFile.Scan(0, 0, 0x02, [JpegFile.FourBlocks]), JpegFile.Scan(0, 0, 0x10, [JpegFile.FourBlocks])] },
    };

    [Theory]
    [MemberData(nameof(Drawings))]
    public void A_JPEG_of_another_encoder_is_read_as_it_was_drawn(string kind, byte[] file)
    {
        var picture = Read(file);

        (picture.Width, picture.Height).Should().Be((16, 16));
        foreach (var (column, row, grey) in DrawingFiles.Places)
        {
            ((int)picture.Pixels[(row * 16) + column]).Should().BeCloseTo(grey, 24, $"{kind}, column {column}, row {row}");
        }
    }

    [Fact]
    public void A_CMYK_JPEG_without_a_transform_is_rejected()
    {
        var file = DrawingFiles.Inks;
        file.AsSpan(file.AsSpan().IndexOf("Adobe"u8), 5).Fill((byte)'x');

        Refusal(file).Should().Match("*CMYK*RGB or grey*");
    }

    [Theory]
    [MemberData(nameof(Unfinished))]
    public void An_incomplete_JPEG_is_rejected_and_does_not_expose_memory(string what, byte[] file) =>
        Refusal(file, what).Should().MatchRegex("cut off|cannot be decoded");

    [Fact]
    public void A_JPEG_with_all_its_restart_markers_is_read() =>
        Read(JpegFile.Write(
            JpegFile.Baseline, 16, 8, JpegFile.Segment(JpegFile.RestartInterval, [0, 1]),
            JpegFile.Scan(0, 63, 0x3F, 0xFF, 0xD0, 0x3F)))
            .Pixels.ToArray().Should().AllBeEquivalentTo(128);

    [Theory]
    [InlineData(100, true)]
    [InlineData(101, false)]
    public void A_JPEG_has_at_most_a_hundred_scans(int count, bool isRead)
    {
        // First all bits but the lowest of each coefficient, then the lowest.
        var details = from bits in new byte[] { 0x01, 0x10 }
            from coefficient in Enumerable.Range(1, 63)
            select JpegFile.Scan((byte)coefficient, (byte)coefficient, bits, [JpegFile.FourBlocks]);
        byte[][] scans = [JpegFile.Scan(0, 0, JpegFile.FourBlocks), .. details.Take(count - 1)];
        var read = () => Read(JpegFile.Write(JpegFile.Progressive, 16, 16, scans));

        if (isRead)
        {
            read().Pixels.ToArray().Should().AllBeEquivalentTo(128);
        }
        else
        {
            read.Should().Throw<InvalidDataException>();
        }
    }

    [Theory]
    [MemberData(nameof(IdleScans))]
    public void A_JPEG_with_a_redundant_scan_is_rejected(string what, byte kind, byte[][] scans) =>
        Refusal(JpegFile.Write(kind, 16, 16, scans), what).Should().Contain("cannot be decoded");

    [Theory]
    [InlineData(JpegFile.Baseline, 63)]
    [InlineData(JpegFile.Progressive, 0)]
    public void A_JPEG_whose_scan_has_fewer_bits_than_blocks_is_rejected_however_long_the_file(byte kind, byte last) =>
        Refusal(JpegFile.Write(
            kind, 1_000, 1_000, JpegFile.Segment(0xFE, new byte[60_000]), JpegFile.Scan(0, last, new byte[100])))
            .Should().Contain("cut off");

    [Theory]
    [InlineData(JpegFile.Baseline, true)]
    [InlineData(JpegFile.Progressive, false)]
    public void Decoding_a_JPEG_takes_memory_and_time_in_proportion_to_its_length(byte kind, bool isRead)
    {
        // 29 million pixels of one grey.
        byte[][] scans = kind == JpegFile.Baseline
            ? [JpegFile.Scan(0, 63, new byte[151_000])]
            : [JpegFile.Scan(0, 0, new byte[76_000]), .. Details().Take(90)];
        var file = JpegFile.Write(kind, 5_400, 5_400, scans);

        var fault = PictureCheck.Check(file, PictureFormat.Jpeg, new PictureSize(5_400, 5_400));

        fault.Should().Be(isRead ? PictureFault.None : PictureFault.Costly);

        static IEnumerable<byte[]> Details() => from bits in new byte[] { 0x01, 0x10 }
            from coefficient in Enumerable.Range(1, 63)
            select JpegFile.Scan((byte)coefficient, (byte)coefficient, bits, [JpegFile.FourBlocks]);
    }

    [Theory]
    [InlineData(3_870, true)]
    [InlineData(3_880, false)] // more than 15 million pixels
    public void A_short_JPEG_in_colour_has_a_limit_of_its_own(int side, bool isRead)
    {
        // Four blocks of brightness and two of colour, of 2 bits each, for 16x16 pixels.
        var units = (side + 15) / 16;
        var file = JpegFile.WriteColour(side, side, new byte[((units * units * 12) + 7) / 8]);

        PictureCheck.Check(file, PictureFormat.Jpeg, new PictureSize(side, side))
            .Should().Be(isRead ? PictureFault.None : PictureFault.Costly);
    }
}
