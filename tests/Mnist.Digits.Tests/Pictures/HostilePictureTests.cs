using System.Buffers.Binary;
using Mnist.Digits.Pictures;
using StbImageWriteSharp;
using Testing;
using static Mnist.Digits.Tests.Pictures.PictureBytes;

namespace Mnist.Digits.Tests.Pictures;

/// <summary>Tests malicious pictures, which aim at memory, time or secrets, and rare but valid ones.</summary>
public sealed class HostilePictureTests
{
    public static TheoryData<string, byte[]> ClaimsOf30000 => new()
    {
        { "PNG", PngFile.Write(30_000, 30_000, 8, PngFile.Grey, [0]) },
        { "GIF", GifFile.Write(30_000, 30_000, (30_000, 30_000, [GifFile.Clear, 1, GifFile.End])) },
        { "JPEG", JpegFile.Write(JpegFile.Baseline, 30_000, 30_000, JpegFile.Scan(0, 63, JpegFile.FourBlocks)) },
        { "BMP", Bmp(30_000, 30_000, bits: 1) },
    };

    public static TheoryData<string, byte[]> ClaimsOf49Million => new()
    {
        { "PNG", PngFile.Write(7_000, 7_000, 8, PngFile.Grey, [0]) },
        { "interlaced PNG", Interlaced(PngFile.Write(7_000, 7_000, 8, PngFile.Grey, [0])) },
        { "GIF", GifFile.Write(7_000, 7_000, (1, 1, [GifFile.Clear, 1, GifFile.End])) },
        { "JPEG", JpegFile.Write(JpegFile.Baseline, 7_000, 7_000, JpegFile.Scan(0, 63, JpegFile.FourBlocks)) },
        { "BMP", Bmp(7_000, 7_000, bits: 1) },
    };

    public static TheoryData<string, byte[]> WithoutSize => new()
    {
        { "PNG", PngFile.Write(0, 5, 8, PngFile.Grey, []) },
        { "PNG", PngFile.Write(5, 0, 8, PngFile.Grey, []) },
        { "GIF", GifFile.Write(0, 0, (0, 0, [GifFile.Clear, GifFile.End])) },
        { "JPEG", JpegFile.Write(JpegFile.Baseline, 0, 8, JpegFile.Scan(0, 63, JpegFile.FourBlocks)) },
        { "BMP", Bmp(5, 0, bits: 24) },
    };

    public static TheoryData<string, byte[]> OnePixel => new()
    {
        { "PNG", PictureEncoder.Png(new GreyPicture(1, 1, new byte[1])) },
        { "interlaced PNG", PngFile.WriteInterlaced(1, 1, [0]) },
        { "GIF", GifFile.Write(new GreyPicture(1, 1, new byte[1])) },
        { "JPEG", PictureEncoder.Jpeg(new GreyPicture(1, 1, new byte[1]), quality: 90) },
        { "BMP", PictureEncoder.Bmp(new GreyPicture(1, 1, new byte[1])) },
    };

    [Theory]
    [MemberData(nameof(ClaimsOf30000))]
    public void A_picture_that_claims_900_million_pixels_is_rejected_as_too_large(string kind, byte[] file) =>
        Refusal(file, kind).Should().Match("*30000x30000*50,000,000*");

    [Theory]
    [MemberData(nameof(ClaimsOf49Million))]
    public void A_small_file_that_claims_49_million_pixels_is_rejected_before_memory_is_allocated(string kind, byte[] file) =>
        Refusal(file, kind).Should().MatchRegex("too few bytes|cut off");

    [Theory]
    [MemberData(nameof(WithoutSize))]
    public void A_picture_without_pixels_is_rejected(string kind, byte[] file) =>
        Refusal(file, kind).Should().Contain("at least 1");

    [Theory]
    [MemberData(nameof(OnePixel))]
    public void One_pixel_is_a_picture(string kind, byte[] file) =>
        Read(file).Pixels.ToArray().Should().ContainSingle(kind).Which.Should().BeLessThan(4);

    [Theory]
    [InlineData(16, 6)]
    [InlineData(8, 6)]
    public void A_PNG_that_decompresses_to_a_disproportionate_size_is_rejected(byte bits, byte kind)
    {
        var small = PngFile.Write(7_000, 7_000, bits, kind, []);
        var start = small.AsSpan().IndexOf("IDAT"u8) - 4;
        byte[] file = [.. small[..start], .. PngFile.Chunk("IDAT", new byte[500_000]), .. PngFile.Chunk("IEND", [])];

        Refusal(file).Should().Match("*7000x7000 pixels, too many for so small a file*Shrink it*");
    }

    [Fact]
    public void Data_after_the_end_of_a_GIF_is_ignored()
    {
        var picture = new GreyPicture(3, 2, new byte[] { 0, 50, 100, 150, 200, 250 });

        Read([.. GifFile.Write(picture, picture), .. "appended"u8]).Pixels.ToArray().Should().Equal(picture.Pixels.ToArray());
    }

    [Fact]
    public void A_GIF_with_codes_after_the_last_pixel_is_rejected()
    {
        // Each code stands for one more pixel than the one before it: a few bytes cause millions of steps.
        var codes = Enumerable.Range(0, 3_000).Select(i => i == 0 ? GifFile.Clear : i == 1 ? 0 : GifFile.End + i - 1);

        Refusal(GifFile.Write(2, 2, (2, 2, [.. codes, GifFile.End]))).Should().Match("*2x2 pixels*decompresses to more*");
    }

    [Fact]
    public void A_GIF_with_a_full_code_table_is_read() =>
        Read(GifFile.Write(100, 90, (100, 90, [.. Enumerable.Repeat(7, 9_000).Prepend(GifFile.Clear)]))).Pixels.ToArray()
            .Should().AllBeEquivalentTo(7);

    [Fact]
    public void A_GIF_with_fewer_pixels_than_its_frame_is_rejected() =>
        Refusal(GifFile.Write(9, 9, (9, 9, [GifFile.Clear, 1, 2, 3, GifFile.End]))).Should().Contain("cut off");

    [Fact]
    public void The_longest_chain_of_codes_fits_the_stack_of_a_small_thread()
    {
        var codes = Enumerable.Range(0, 3_800).Select(i => i == 0 ? GifFile.Clear : i == 1 ? 255 : GifFile.End + i - 1);
        var file = GifFile.Write(3_000, 2_406, (3_000, 2_406, [.. codes, GifFile.End]));
        var brightest = 0;

        var thread = new Thread(() => brightest = Read(file).Pixels[0], maxStackSize: 1 << 20);
        thread.Start();
        thread.Join();

        brightest.Should().Be(255);
    }

    [Fact]
    public void An_interlaced_PNG_is_read()
    {
        var greys = Enumerable.Range(0, 11 * 13).Select(i => (byte)(i * 3)).ToArray();

        Read(PngFile.WriteInterlaced(11, 13, greys)).Pixels.ToArray().Should().Equal(greys);
    }

    [Fact]
    public void Grey_with_transparency_is_read() =>
        Read(PictureEncoder.Png([0, 0, 20, 255, 60, 255], 3, ColorComponents.GreyAlpha)).Pixels.ToArray()
            .Should().Equal(255, 20, 60);

    [Theory]
    [InlineData("tEXt")]
    [InlineData("IDAT")]
    [InlineData("tRNS")]
    public void A_PNG_with_a_chunk_that_claims_two_gigabytes_is_rejected(string type)
    {
        var chunk = PngFile.Chunk(type, [1, 2, 3]);
        var whole = PngFile.Write(2, 2, 8, PngFile.Grey, new byte[4]);
        foreach (var length in new[] { 0x7FFF_FFFF, -1, int.MinValue, 0x1000_0000 })
        {
            BinaryPrimitives.WriteInt32BigEndian(chunk, length);

            Refusal([.. whole[..33], .. chunk, .. whole[33..]]).Should().Contain("cut off");
        }
    }

    [Fact]
    public void A_PNG_whose_pixels_do_not_match_their_checksum_is_rejected()
    {
        var file = PngFile.Write(2, 2, 8, PngFile.Grey, new byte[4]);
        file[^17] ^= 1; // the last byte of the checksum in the compressed data

        Refusal(file).Should().Contain("cannot be decoded");
    }

    [Fact]
    public void Control_characters_in_the_chunk_names_of_a_PNG_do_not_reach_a_log()
    {
        var file = PngFile.Write(2, 2, 8, PngFile.Grey, new byte[4]);

        var load = () => DigitImage.Load(new MemoryStream([.. file[..33], .. PngFile.Chunk("\u001B[2J", new byte[4]), .. file[33..]]));

        load.Should().Throw<InvalidDataException>().Which.ToString().Should().Contain("cannot be decoded").And.NotContain("[2J");
    }

    [Fact]
    public void A_PNG_that_requires_a_preset_dictionary_is_rejected()
    {
        var file = PngFile.Write(2, 2, 8, PngFile.Grey, new byte[4]);
        var start = file.AsSpan().IndexOf("IDAT"u8) + 4;
        (file[start], file[start + 1]) = (0x78, 0x20); // a zlib header with the preset dictionary flag

        Refusal(file).Should().Contain("cannot be decoded");
    }

    [Fact]
    public void A_PNG_in_the_variant_of_iOS_is_rejected_whatever_its_size()
    {
        var bomb = PngFile.Write(1, 1, 8, PngFile.Grey, new byte[100_000_000]);

        Refusal([.. bomb[..8], .. PngFile.Chunk("CgBI", new byte[4]), .. bomb[8..]]).Should().Contain("cannot be decoded");
    }

    [Theory]
    [InlineData(17)]
    [InlineData(2)]
    [InlineData(0)]
    public void A_BMP_with_an_invalid_bit_depth_is_rejected(short bits) =>
        Refusal(Bmp(2, 2, bits)).Should().Contain("rare feature");

    [Fact]
    public void A_BMP_with_a_gap_before_its_pixels_is_rejected_rather_than_misread()
    {
        var bmp = Bmp(2, 2, bits: 24);
        bmp[10] += 4;

        Refusal(bmp).Should().Contain("rare feature");
    }

    private static byte[] Bmp(int width, int height, short bits)
    {
        var file = new byte[54 + 64];
        "BM"u8.CopyTo(file);
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(10), 54);
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(14), 40);
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(18), width);
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(22), height);
        BinaryPrimitives.WriteInt16LittleEndian(file.AsSpan(26), 1);
        BinaryPrimitives.WriteInt16LittleEndian(file.AsSpan(28), bits);
        return file;
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Sizes_whose_product_overflows_are_rejected(bool isInterlaced)
    {
        var png = PngFile.Write(-1, -1, 8, PngFile.Grey, [0]);

        Refusal(isInterlaced ? Interlaced(png) : png).Should().Contain("4294967295x4294967295");
    }

    private static byte[] Interlaced(byte[] png)
    {
        png[28] = 1;
        return png;
    }
}
