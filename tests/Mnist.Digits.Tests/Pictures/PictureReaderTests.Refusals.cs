using Mnist.Digits.Pictures;
using Testing;

namespace Mnist.Digits.Tests.Pictures;

// Files that cannot be read, and what is said of them.
public sealed partial class PictureReaderTests
{
    [Fact]
    public void A_missing_file_is_named_in_the_error()
    {
        var read = () => PictureReader.Read(_folder.File("nothing.png"));

        read.Should().Throw<FileNotFoundException>().WithMessage("*nothing.png*Check the name*")
            .Which.FileName.Should().Be(_folder.File("nothing.png"));
    }

    [Fact]
    public void A_folder_is_reported_as_such() =>
        FluentActions.Invoking(() => PictureReader.Read(_folder.Path))
            .Should().Throw<UnauthorizedAccessException>().WithMessage($"*{_folder.Path}' is a folder: specify a picture in it*");

    [Theory]
    [InlineData("RIFF\0\0\0\0WEBPVP8 ", "*a WebP picture*PNG, JPEG, BMP, GIF, PGM, PPM or PBM*")]
    [InlineData("II*\0\b\0\0\0", "*a TIFF picture*PNG, JPEG, BMP, GIF, PGM, PPM or PBM*")]
    [InlineData("\0\0\0\u0018ftypheic", "*a HEIF or AVIF picture*PNG, JPEG, BMP, GIF, PGM, PPM or PBM*")]
    [InlineData("hello", "*not a picture in a known format*PNG, JPEG, BMP, GIF, PGM, PPM or PBM*")]
    [InlineData("P7\nWIDTH 1", "*not a picture in a known format*PNG, JPEG, BMP, GIF, PGM, PPM or PBM*")]
    [InlineData("P5", "*not a picture in a known format*")]
    [InlineData("", "*is empty. Download or save it again*")]
    [InlineData(
        "version https://git-lfs.github.com/spec/v1\noid sha256:4d7a\nsize 123\n",
        "*is a Git LFS pointer: fetch the picture itself with 'git lfs pull'*")]
    [InlineData("<!DOCTYPE html><title>404</title>", "*is an HTML page*in a browser*")]
    [InlineData("\u00EF\u00BB\u00BF\r\n  <HTML>", "*is an HTML page*in a browser*")]
    [InlineData("<p>", "*not a picture in a known format*")]
    [InlineData("%PDF-1.7", "*is a PDF: save the page as a PNG*")]
    public void A_file_in_an_unsupported_format_is_rejected_with_advice(string content, string message)
    {
        File.WriteAllBytes(_folder.File("picture.any"), System.Text.Encoding.Latin1.GetBytes(content));

        var read = () => PictureReader.Read(_folder.File("picture.any"));

        read.Should().Throw<InvalidDataException>().WithMessage(message).WithMessage("*picture.any*");
    }

    [Fact]
    public void A_picture_that_is_too_large_is_rejected_before_memory_is_allocated()
    {
        var file = PngFile.Write(30_000, 30_000, 8, PngFile.Grey, [0]);

        var before = GC.GetAllocatedBytesForCurrentThread();
        var read = () => Read(file);

        read.Should().Throw<InvalidDataException>().WithMessage("*30000x30000*50,000,000*");
        (GC.GetAllocatedBytesForCurrentThread() - before).Should().BeLessThan(10_000_000);
    }

    [Fact]
    public void The_pixel_limit_is_exact()
    {
        foreach (var file in Formats(Gradient(40, 30)))
        {
            File.WriteAllBytes(_folder.File("picture.any"), file);
            DigitImage.Load(_folder.File("picture.any"), maxPixels: 1_200);
            DigitImage.Load(new MemoryStream(file), maxPixels: 1_200);

            var readFile = () => DigitImage.Load(_folder.File("picture.any"), maxPixels: 1_199);
            var readStream = () => DigitImage.Load(new MemoryStream(file), maxPixels: 1_199);

            readFile.Should().Throw<InvalidDataException>().WithMessage("*picture.any*40x30*at most 1,199*");
            readStream.Should().Throw<InvalidDataException>().WithMessage("*40x30*at most 1,199*");
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(DigitImage.MaxPixels + 1)]
    public void An_invalid_pixel_limit_is_rejected(int maxPixels)
    {
        var read = () => DigitImage.Load(new MemoryStream(), maxPixels);

        read.Should().Throw<ArgumentOutOfRangeException>().WithParameterName(nameof(maxPixels));
    }

    [Fact]
    public void The_pixels_that_a_file_claims_are_counted_without_decoding()
    {
        Formats(Gradient(40, 30)).Should().AllSatisfy(file => DigitImage.CountPixels(file).Should().Be(1_200));
        DigitImage.CountPixels(PngFile.Write(30_000, 30_000, 8, PngFile.Grey, [0])).Should().Be(900_000_000);
        DigitImage.CountPixels("hello"u8).Should().BeNull();
        DigitImage.CountPixels([]).Should().BeNull();

        var huge = PngFile.Write(1, 1, 8, PngFile.Grey, [0]);
        huge.AsSpan(16, 8).Fill(0xFF);
        DigitImage.CountPixels(huge).Should().Be(long.MaxValue);
    }

    [Fact]
    public void A_damaged_file_is_read_or_throws_an_InvalidDataException()
    {
        var picture = Gradient(40, 30);
        var random = new System.Random(1);
        foreach (var whole in Formats(picture))
        {
            for (var i = 0; i < 400; i++)
            {
                var damaged = whole.ToArray();
                for (var changes = random.Next(1, 6); changes > 0; changes--)
                {
                    // Damage in headers has more effect than in pixels.
                    damaged[random.Next(random.Next(2) == 0 ? damaged.Length : 60)] = (byte)random.Next(256);
                }

                try
                {
                    Read(damaged);
                }
                catch (InvalidDataException)
                {
                    // Every other exception is converted to this one.
                }
            }
        }
    }

    [Fact]
    public void A_truncated_file_is_rejected()
    {
        var picture = Gradient(40, 30);
        foreach (var whole in Formats(picture))
        {
            foreach (var length in new[] { 3, 20, whole.Length / 2, whole.Length - 12 })
            {
                var read = () => Read(whole[..length]);

                read.Should().Throw<InvalidDataException>($"{length} of {whole.Length} bytes are not enough");
            }
        }
    }
}
