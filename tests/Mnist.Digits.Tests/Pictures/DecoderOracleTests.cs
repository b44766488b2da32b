using Mnist.Digits.Pictures;
using StbImageSharp;
using Testing;

namespace Mnist.Digits.Tests.Pictures;

/// <summary>Compares random pictures, of every kind that a format has, with the result of another decoder.</summary>
public sealed class DecoderOracleTests
{
    private const int Rounds = 20;

    private static ReadOnlySpan<byte> FrameStart => [(byte)',', 0, 0, 0, 0];

    [Theory]
    [InlineData(0, 1)]
    [InlineData(0, 2)]
    [InlineData(0, 4)]
    [InlineData(0, 8)]
    [InlineData(0, 16)]
    [InlineData(2, 8)]
    [InlineData(2, 16)]
    [InlineData(3, 1)]
    [InlineData(3, 2)]
    [InlineData(3, 4)]
    [InlineData(3, 8)]
    [InlineData(4, 8)]
    [InlineData(4, 16)]
    [InlineData(6, 8)]
    [InlineData(6, 16)]
    public void A_PNG_is_decoded_like_another_decoder_does(byte colour, byte depth)
    {
        var random = new Random(depth + colour);
        for (var round = 0; round < Rounds; round++)
        {
            var (width, height, interlacing) = (random.Next(1, 40), random.Next(1, 40), random.Next(2));
            var header = new PngHeader(new PictureSize(width, height), depth, colour, 0, interlacing);
            var rows = new List<byte>();
            foreach (var pass in header.Passes.Where(pass => pass.Length(header) > 0))
            {
                for (var row = 0; row < pass.Rows(header.Size); row++)
                {
                    // Long runs too, so that a transparent colour occurs more than once.
                    var content = new byte[pass.RowLength(header)];
                    random.NextBytes(random.Next(2) == 0 ? content : content.AsSpan(0, content.Length / 3));
                    rows.AddRange([(byte)random.Next(5), .. content]);
                }
            }

            ShouldBeTheSame(PngFile.Write(
                width, height, depth, colour, interlacing == 1, [.. rows], [.. Chunks(header, random)]));
        }
    }

    [Fact]
    public void A_GIF_is_decoded_like_another_decoder_does()
    {
        var random = new Random(1);
        for (var round = 0; round < Rounds; round++)
        {
            // Any code is valid that is defined by then, or is being defined.
            var (codes, lengths, pixels, old) = (new List<int> { GifFile.Clear }, new List<int>(), 0, 0);
            while (pixels < 5_000)
            {
                var code = lengths.Count == 0 && old == 0 || random.Next(3) == 0
                    ? random.Next(256)
                    : random.Next(GifFile.End + 1, GifFile.End + lengths.Count + 2);
                lengths.AddRange(old > 0 ? [old + 1] : []);
                old = code < GifFile.Clear ? 1 : lengths[code - GifFile.End - 1];
                codes.Add(code);
                pixels += old;
                if (lengths.Count > 3_000)
                {
                    codes.Add(GifFile.Clear);
                    (lengths, old) = ([], 0);
                }
            }

            var height = random.Next(1, 30);
            var file = GifFile.Write(pixels / height, height, (pixels / height, height, [.. codes, GifFile.End]));
            var descriptor = file.AsSpan(3 * 256).IndexOf(FrameStart) + (3 * 256);
            file[descriptor + 9] |= (byte)(random.Next(2) * 0x40); // interlaced
            ShouldBeTheSame(file);
            if (random.Next(2) == 0)
            {
                ShouldBeTheSame([.. file[..descriptor], 0x21, 0xF9, 4, 1, 0, 0, file[descriptor + 12], 0, .. file[descriptor..]]);
            }
        }
    }

    [Fact]
    public void A_frame_smaller_than_the_screen_of_a_GIF_is_in_its_place()
    {
        var file = GifFile.Write(5, 4, (2, 2, [GifFile.Clear, 10, 20, 30, 40, GifFile.End]));
        var descriptor = file.AsSpan(3 * 256).IndexOf(FrameStart) + (3 * 256);
        (file[descriptor + 1], file[descriptor + 3]) = (2, 1);

        ShouldBeTheSame(file);
    }

    private static IEnumerable<(string Type, byte[] Content)> Chunks(PngHeader header, Random random)
    {
        var content = new byte[header.HasIndices ? 3 * 256 : 2 * header.Samples];
        if (header.HasIndices)
        {
            random.NextBytes(content);
            yield return ("PLTE", content);
        }

        if (!header.HasAlpha && random.Next(2) == 0)
        {
            yield return ("tRNS", header.HasIndices ? content[..100] : new byte[content.Length]);
        }
    }

    private static void ShouldBeTheSame(byte[] file)
    {
        var expected = ImageResult.FromMemory(file);

        var picture = PictureReader.Read(new MemoryStream(file));

        (picture.Width, picture.Height).Should().Be((expected.Width, expected.Height));
        picture.Pixels.SequenceEqual(GreyCanvas.ToGrey(expected.Data, (int)expected.Comp)).Should().BeTrue();
    }
}
