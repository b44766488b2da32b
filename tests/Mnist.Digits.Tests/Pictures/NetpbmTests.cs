using Mnist.Digits.Pictures;
using Testing;

namespace Mnist.Digits.Tests.Pictures;

/// <summary>Tests PBM, PGM and PPM files: https://netpbm.sourceforge.net/doc/pnm.html.</summary>
public sealed class NetpbmTests
{
    private const int LittleMemory = 1_000_000;

    [Fact]
    public void A_binary_PBM_has_a_bit_for_each_pixel_and_whole_bytes_for_each_row() =>
        Read(NetpbmFile.Write("P4 10 2\n", 0b1010_0000, 0b0111_1111, 0, 0b1000_0000)).Pixels.ToArray().Should().Equal(
            0, 255, 0, 255, 255, 255, 255, 255, 255, 0,
            255, 255, 255, 255, 255, 255, 255, 255, 0, 255);

    [Theory]
    [InlineData("P1 3 2 101010")]
    [InlineData("P1\n3\n2\n1 0 1\n0 1 0\n")]
    [InlineData("P1 # three\n3 # two\n2 10#first row\n1\t010")]
    public void A_plain_PBM_needs_no_space_between_its_bits(string file) =>
        Read(NetpbmFile.Write(file)).Pixels.ToArray().Should().Equal(0, 255, 0, 255, 0, 255);

    [Theory]
    [InlineData("P5 3 1 255\n", "0 100 255")]
    [InlineData("P5\n#by a program\n3#columns\n1\r\n255\n", "0 100 255")]
    [InlineData("P5 3 1 255#then\n", "0 100 255")]
    public void A_header_may_contain_comments_and_any_white_space(string header, string greys) =>
        Read(NetpbmFile.Write(header, 0, 100, 255)).Pixels.ToArray().Should().Equal(greys.Split(' ').Select(byte.Parse));

    [Fact]
    public void Greys_are_scaled_to_255()
    {
        Read(NetpbmFile.Write("P5 4 1 15\n", 0, 7, 15, 200)).Pixels.ToArray().Should().Equal(0, 119, 255, 255);
        Read(NetpbmFile.Write("P2 4 1 15\n0 7 15 200")).Pixels.ToArray().Should().Equal(0, 119, 255, 255);
        Read(NetpbmFile.Write("P5 2 1 1\n", 0, 1)).Pixels.ToArray().Should().Equal(0, 255);
    }

    [Fact]
    public void Samples_of_16_bits_are_big_endian_and_scaled_to_255()
    {
        Read(NetpbmFile.Write("P5 3 1 65535\n", 0, 200, 128, 128, 255, 255)).Pixels.ToArray().Should().Equal(1, 128, 255);
        Read(NetpbmFile.Write("P5 2 1 1000\n", 1, 244, 3, 232)).Pixels.ToArray().Should().Equal(128, 255);
        Read(NetpbmFile.Write("P2 2 1 65535\n32896 65535")).Pixels.ToArray().Should().Equal(128, 255);
    }

    [Fact]
    public void Colours_are_converted_to_the_luma_of_BT_601()
    {
        Read(NetpbmFile.Write("P6 3 1 255\n", 255, 0, 0, 0, 0, 255, 255, 255, 255)).Pixels.ToArray().Should().Equal(76, 29, 255);
        Read(NetpbmFile.Write("P3 3 1 5\n5 0 0 0 0 5 5 5 5")).Pixels.ToArray().Should().Equal(76, 29, 255);
        Read(NetpbmFile.Write("P6 1 1 65535\n", 0, 0, 255, 255, 0, 0)).Pixels.ToArray().Should().Equal(150);
    }

    [Fact]
    public void Only_the_first_picture_in_a_file_is_read() =>
        Read([.. NetpbmFile.Write("P5 1 1 255\n", 7), .. NetpbmFile.Write("P5 1 1 255\n", 9)]).Pixels.ToArray().Should().Equal(7);

    [Theory]
    [InlineData("P5 3 1 255\nab", "cut off")]
    [InlineData("P5 3 1 256\nabcde", "cut off")]
    [InlineData("P6 1 1 255\nab", "cut off")]
    [InlineData("P4 9 1\na", "cut off")]
    [InlineData("P4 9 1", "cut off")]
    [InlineData("P2 3 1 255\n1 2", "cut off")]
    [InlineData("P3 1 1 255\n1 2 # 3", "cut off")]
    [InlineData("P1 3 1 10", "cut off")]
    [InlineData("P2 3 1 255\n1 two 3", "cannot be decoded")]
    [InlineData("P1 3 1 120", "cannot be decoded")]
    [InlineData("P2 1 1 0\n0", "cannot be decoded")]
    [InlineData("P5 1 1 65536\nabcd", "cannot be decoded")]
    [InlineData("P5 1 1\n", "cannot be decoded")]
    [InlineData("P5 1", "cannot be decoded")]
    [InlineData("P5 one 1 255\na", "cannot be decoded")]
    [InlineData("P5 -1 1 255\na", "cannot be decoded")]
    [InlineData("P5 0 1 255\n", "at least 1")]
    public void A_damaged_or_truncated_file_is_rejected(string file, string message) =>
        Refusal(NetpbmFile.Write(file)).Should().Contain(message);

    [Theory]
    [InlineData("P1")]
    [InlineData("P2")]
    [InlineData("P3")]
    [InlineData("P4")]
    [InlineData("P5")]
    [InlineData("P6")]
    public void A_false_size_is_rejected_before_memory_is_allocated(string magic)
    {
        Refusal(NetpbmFile.Write($"{magic} 7000 7000 1\n")).Should().Contain("cut off");
        Refusal(NetpbmFile.Write($"{magic} 30000 30000 1\n")).Should().Match("*30000x30000*50,000,000*");
        Refusal(NetpbmFile.Write($"{magic} 99999999999999999999 99999999999999999999 1\n")).Should().Contain("50,000,000");
    }

    [Fact]
    public void The_pixels_that_a_file_claims_are_counted()
    {
        DigitImage.CountPixels("P5 30000 30000 255\n"u8).Should().Be(900_000_000);
        DigitImage.CountPixels("P5 30000"u8).Should().BeNull();
    }

    /// <summary>Returns the message with which a picture is rejected, which must take little memory and time.</summary>
    private static string Refusal(byte[] file)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        var message = FluentActions.Invoking(() => Read(file)).Should().Throw<InvalidDataException>().Which.Message;
        (GC.GetAllocatedBytesForCurrentThread() - before).Should().BeLessThan(LittleMemory);
        return message;
    }

    private static GreyPicture Read(byte[] file) => PictureReader.Read(new MemoryStream(file));
}
