using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Mnist.Digits.Pictures;
using StbImageWriteSharp;
using Testing;

namespace Mnist.Digits.Tests.Pictures;

public sealed partial class PictureReaderTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Property(MaxTest = 30)]
    public Property A_grey_picture_comes_back_as_it_was_written_from_each_lossless_format() => Prop.ForAll(
        Pictures().ToArbitrary(),
        picture =>
        {
            byte[][] files =
            [
                PictureEncoder.Png(picture), PictureEncoder.Bmp(picture), GifFile.Write(picture), NetpbmFile.Pgm(picture),
                NetpbmFile.PlainPgm(picture),
            ];
            foreach (var file in files)
            {
                var read = Read(file);

                (read.Width, read.Height).Should().Be((picture.Width, picture.Height));
                read.Pixels.ToArray().Should().Equal(picture.Pixels.ToArray());
            }
        });

    [Fact]
    public void A_JPEG_is_decoded_approximately()
    {
        var picture = Gradient(33, 17);

        var read = Read(PictureEncoder.Jpeg(picture, quality: 95));

        (read.Width, read.Height).Should().Be((33, 17));
        read.Pixels.ToArray().Zip(picture.Pixels.ToArray(), (a, b) => Math.Abs(a - b)).Max().Should().BeLessThan(8);
    }

    [Fact]
    public void Only_the_first_frame_of_a_GIF_is_read()
    {
        var first = Gradient(9, 5);
        var second = new GreyPicture(9, 5, new byte[45]);

        Read(GifFile.Write(first, second)).Pixels.ToArray().Should().Equal(first.Pixels.ToArray());
    }

    [Fact]
    public void Colours_are_converted_to_the_luma_of_BT_601()
    {
        byte[] pixels = [255, 0, 0, 0, 255, 0, 0, 0, 255, 255, 255, 255];

        Read(PictureEncoder.Png(pixels, 4, ColorComponents.RedGreenBlue)).Pixels.ToArray()
            .Should().Equal(pixels.Chunk(3).Select(p => (byte)Math.Round((0.299 * p[0]) + (0.587 * p[1]) + (0.114 * p[2]))));
    }

    [Fact]
    public void Samples_of_16_bits_are_truncated_to_the_upper_8()
    {
        byte[] row = [0, 200, 128, 3, 255, 255];

        Read(PngFile.Write(3, 1, 16, PngFile.Grey, row)).Pixels.ToArray().Should().Equal(0, 128, 255);
    }

    [Fact]
    public void Data_appended_to_a_JPEG_by_a_camera_is_ignored()
    {
        var jpeg = PictureEncoder.Jpeg(Gradient(24, 16), quality: 90);
        var random = new Random(1);
        for (var i = 0; i < 20; i++)
        {
            var video = new byte[100_000];
            random.NextBytes(video);
            (video[^2], video[^1]) = (0xFF, 0xDA); // the marker of a scan, where there is none

            Read([.. jpeg, .. video]).Pixels.ToArray().Should().Equal(Read(jpeg).Pixels.ToArray());
        }
    }

    [Fact]
    public void A_top_down_BMP_is_read()
    {
        var bmp = PictureEncoder.Bmp(Gradient(24, 16));
        BitConverter.TryWriteBytes(bmp.AsSpan(22), -16);

        Read(bmp).Height.Should().Be(16);
    }

    [Fact]
    public void A_BMP_with_the_oldest_header_is_read()
    {
        // 1x1, 24 bits: a 12-byte header, then blue, green, red and a byte of padding.
        byte[] bmp = [(byte)'B', (byte)'M', 30, 0, 0, 0, 0, 0, 0, 0, 26, 0, 0, 0, 12, 0, 0, 0, 1, 0, 1, 0, 1, 0, 24, 0, 90, 90, 90, 0, 0, 0, 0, 0];

        Read(bmp).Pixels.ToArray().Should().Equal(90);
    }

    [Fact]
    public void A_PNG_that_would_decompress_to_more_than_its_size_is_rejected_first()
    {
        var bomb = PngFile.Write(1, 1, 8, PngFile.Grey, new byte[200_000_000]);
        var before = GC.GetTotalAllocatedBytes();

        FluentActions.Invoking(() => Read(bomb)).Should().Throw<InvalidDataException>().WithMessage("*decompresses to more*");

        (GC.GetTotalAllocatedBytes() - before).Should().BeLessThan(100_000_000, "the picture alone would take 200");
    }

    [Fact]
    public void A_depth_of_one_bit_is_black_and_white() =>
        Read(PngFile.Write(8, 1, 1, PngFile.Grey, [0b1010_0001])).Pixels.ToArray().Should().Equal(255, 0, 255, 0, 0, 0, 0, 255);

    [Fact]
    public void The_colours_of_a_palette_are_read() =>
        Read(PngFile.Write(2, 1, 8, PngFile.Palette, [1, 0], ("PLTE", [10, 10, 10, 0, 255, 0]))).Pixels.ToArray()
            .Should().Equal(150, 10);

    [Fact]
    public void Dark_ink_on_a_transparent_background_is_on_white_paper() =>
        Read(PictureEncoder.Png([0, 0, 0, 0, 20, 20, 20, 255], 2, ColorComponents.RedGreenBlueAlpha)).Pixels.ToArray()
            .Should().Equal(255, 20);

    [Fact]
    public void Light_ink_on_a_transparent_background_is_on_black_paper() =>
        Read(PictureEncoder.Png([255, 255, 255, 0, 240, 240, 240, 255], 2, ColorComponents.RedGreenBlueAlpha)).Pixels.ToArray()
            .Should().Equal(0, 240);

    [Fact]
    public void Half_transparent_ink_is_half_as_dark() =>
        Read(PictureEncoder.Png([0, 0, 0, 0, 0, 0, 0, 128], 2, ColorComponents.RedGreenBlueAlpha)).Pixels.ToArray()
            .Should().Equal(255, 127);

    [Fact]
    public void Transparent_colours_of_a_palette_are_paper() =>
        Read(PngFile.Write(2, 1, 8, PngFile.Palette, [1, 0], ("PLTE", [10, 10, 10, 90, 90, 90]), ("tRNS", [255, 0])))
            .Pixels.ToArray().Should().Equal(255, 10);

    [Theory]
    [InlineData(1, false)]
    [InlineData(2, false)]
    [InlineData(3, true)]
    [InlineData(4, true)]
    [InlineData(5, false)]
    [InlineData(6, true)]
    [InlineData(7, false)]
    [InlineData(8, true)]
    public void A_JPEG_is_rotated_by_its_Exif_orientation(int orientation, bool isLittleEndian)
    {
        var stored = Read(PictureEncoder.Jpeg(Gradient(24, 16), quality: 90));

        var upright = Read(ExifFile.AddOrientation(PictureEncoder.Jpeg(Gradient(24, 16), quality: 90), orientation, isLittleEndian));

        (upright.Width, upright.Height).Should().Be(orientation < 5 ? (24, 16) : (16, 24));
        for (var row = 0; row < stored.Height; row++)
        {
            for (var column = 0; column < stored.Width; column++)
            {
                // As in the Exif standard: where the first row and the first column are in the upright picture.
                var (x, y) = orientation switch
                {
                    1 => (column, row),
                    2 => (23 - column, row),
                    3 => (23 - column, 15 - row),
                    4 => (column, 15 - row),
                    5 => (row, column),
                    6 => (15 - row, column),
                    7 => (15 - row, 23 - column),
                    _ => (row, 23 - column),
                };
                upright.Pixels[(y * upright.Width) + x].Should().Be(stored.Pixels[(row * stored.Width) + column]);
            }
        }
    }

    [Fact]
    public void A_damaged_Exif_header_is_ignored()
    {
        var random = new System.Random(1);
        var whole = ExifFile.AddOrientation(PictureEncoder.Jpeg(Gradient(8, 8), quality: 90), 6, isLittleEndian: false);
        for (var i = 0; i < 5_000; i++)
        {
            var damaged = whole.ToArray();
            damaged[random.Next(2, ExifFile.Length + 2)] = (byte)random.Next(256);

            JpegCheck.Read(damaged.AsSpan(0, random.Next(damaged.Length + 1))).Orientation.Should().BeInRange(1, 8);
        }
    }

    [Fact]
    public void A_stream_is_read_from_its_position_and_left_open()
    {
        var picture = Gradient(7, 3);
        using var stream = new MemoryStream([1, 2, 3, .. PictureEncoder.Png(picture)]);
        stream.Position = 3;

        PictureReader.Read(stream).Pixels.ToArray().Should().Equal(picture.Pixels.ToArray());

        stream.CanRead.Should().BeTrue();
    }

    [Fact]
    public void Sixteen_threads_read_the_same_as_one()
    {
        var pictures = Enumerable.Range(1, 16).Select(i => Gradient(10 + i, 20 + i)).ToList();

        Parallel.For(0, 160, new ParallelOptions { MaxDegreeOfParallelism = 16 }, i =>
        {
            var picture = pictures[i % 16];
            var file = (i % 3) switch { 0 => PictureEncoder.Png(picture), 1 => PictureEncoder.Bmp(picture), _ => GifFile.Write(picture) };
            Read(file).Pixels.SequenceEqual(picture.Pixels).Should().BeTrue();
        });
    }

    private static byte[][] Formats(GreyPicture picture) =>
    [
        PictureEncoder.Png(picture), PictureEncoder.Bmp(picture), GifFile.Write(picture), PictureEncoder.Jpeg(picture, 80),
        NetpbmFile.Pgm(picture), NetpbmFile.PlainPgm(picture),
    ];

    private static GreyPicture Read(byte[] file)
    {
        using var stream = new MemoryStream(file);
        return PictureReader.Read(stream);
    }

    private static GreyPicture Gradient(int width, int height) => new(
        width, height, Enumerable.Range(0, width * height).Select(i => (byte)((i % width * 5) + (i / width * 4))).ToArray());

    private static Gen<GreyPicture> Pictures() =>
        from width in Gen.Choose(1, 40)
        from height in Gen.Choose(1, 40)
        from pixels in Gen.Choose(0, 255).ArrayOf(width * height)
        select new GreyPicture(width, height, Array.ConvertAll(pixels, pixel => (byte)pixel));
}
