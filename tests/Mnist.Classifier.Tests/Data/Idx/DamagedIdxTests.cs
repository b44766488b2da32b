using System.Buffers.Binary;
using Mnist.Classifier.Tests.Benchmarks;
using Testing;

namespace Mnist.Classifier.Tests.Data.Idx;

/// <summary>Whatever is wrong with a file, the answer is an exception that names it, never pixels.</summary>
public sealed class DamagedIdxTests : IDisposable
{
    private static readonly byte[] Images = IdxFiles.Images(3, 4, 5);
    private static readonly byte[] GzipImages = IdxFiles.Gzip(Images);

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_plain_file_cut_off_anywhere_is_rejected() => EveryPrefixIsRefused(Images);

    [Fact]
    public void A_gzip_file_cut_off_anywhere_is_rejected() => EveryPrefixIsRefused(GzipImages);

    [Fact]
    public void A_flipped_bit_anywhere_in_a_gzip_file_never_gives_other_pixels()
    {
        var expected = Images[16..];
        for (var bit = 0; bit < GzipImages.Length * 8; bit++)
        {
            var file = (byte[])GzipImages.Clone();
            file[bit / 8] ^= (byte)(1 << (bit % 8));
            byte[] pixels;
            try
            {
                pixels = Pixels(Reading(file)());
            }
            catch (InvalidDataException exception)
            {
                exception.Message.Should().Contain(_folder.File("images"));
                continue;
            }

            // The time, the operating system and the text flag are free.
            pixels.Should().Equal(expected, $"bit {bit} is flipped");
        }
    }

    [Fact]
    public void A_flipped_bit_anywhere_in_a_plain_header_is_rejected()
    {
        for (var bit = 0; bit < 16 * 8; bit++)
        {
            var file = (byte[])Images.Clone();
            file[bit / 8] ^= (byte)(1 << (bit % 8));
            Reading(file).Should().Throw<InvalidDataException>($"bit {bit} is flipped").WithMessage(NamesTheFile);
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(8)]
    [InlineData(511)]
    [InlineData(512)]
    [InlineData(513)]
    [InlineData(10_000)]
    public void Anything_after_the_end_is_rejected(int length)
    {
        var junk = new byte[length];

        Reading([.. Images, .. junk]).Should().Throw<InvalidDataException>().WithMessage($"*offset {Images.Length}*");
        Reading([.. GzipImages, .. junk]).Should().Throw<InvalidDataException>().WithMessage(NamesTheFile);
        Reading(IdxFiles.Gzip([.. Images, .. junk])).Should().Throw<InvalidDataException>().WithMessage(NamesTheFile);
    }

    [Fact]
    public void A_second_gzip_member_is_rejected()
    {
        Reading([.. GzipImages, .. GzipImages])
            .Should().Throw<InvalidDataException>().WithMessage("*one gzip member*");
        Reading([.. IdxFiles.Gzip(Images[..30]), .. IdxFiles.Gzip(Images[30..])])
            .Should().Throw<InvalidDataException>().WithMessage(NamesTheFile);
    }

    [Fact]
    public void A_missing_gzip_trailer_is_rejected() =>
        Reading(GzipImages[..^8]).Should().Throw<InvalidDataException>().WithMessage(NamesTheFile);

    [Fact]
    public void A_small_gzip_file_that_claims_two_gigabytes_is_rejected_before_memory_is_allocated()
    {
        var file = IdxFiles.Gzip(IdxFiles.Plain([1, 1 << 15, 1 << 16], new byte[84]));
        BinaryPrimitives.WriteUInt32LittleEndian(file.AsSpan(file.Length - 4), (1u << 31) + 16);
        File.WriteAllBytes(_folder.File("images"), file);
        WriteLabels();
        var before = GC.GetAllocatedBytesForCurrentThread();

        var read = () => LabeledImages.FromIdx(_folder.File("images"), _folder.File("labels"));

        read.Should().Throw<InvalidDataException>().WithMessage("*2147483664 bytes*");
        (GC.GetAllocatedBytesForCurrentThread() - before).Should().BeLessThan(10_000_000);
    }

    private string NamesTheFile => $"*'{_folder.File("images")}'*offset*found*expected*";

    private static byte[] Pixels(LabeledImages images) =>
        [.. Enumerable.Range(0, images.Count).SelectMany(i => images.GetPixels(i).ToArray())];

    private Func<LabeledImages> Reading(byte[] images) => () =>
    {
        File.WriteAllBytes(_folder.File("images"), images);
        WriteLabels();
        return LabeledImages.FromIdx(_folder.File("images"), _folder.File("labels"));
    };

    private void WriteLabels() => File.WriteAllBytes(_folder.File("labels"), IdxFiles.Labels(1, 2, 3));

    private void EveryPrefixIsRefused(byte[] file)
    {
        for (var length = 0; length < file.Length; length++)
        {
            Reading(file[..length])
                .Should().Throw<InvalidDataException>($"only {length} bytes are there").WithMessage(NamesTheFile);
        }
    }
}
