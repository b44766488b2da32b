using Mnist.Classifier.Tests.Support;
using System.Buffers.Binary;

namespace Mnist.Classifier.Tests.Data.Idx;

/// <summary>Whatever is wrong with a file, the answer is an exception that names it, never pixels.</summary>
public sealed class DamagedIdxTests : IDisposable
{
    private static readonly byte[] Images = IdxFiles.Images(3, 4, 5);
    private static readonly byte[] GzipImages = IdxFiles.Gzip(Images);

    private readonly TemporaryFolder _folder = new();

    public static TheoryData<string, byte[], string> WrongHeaders => new()
    {
        { "magic", [1, .. Images[1..]], "*offset 0*01 00*00 00*" },
        { "floats", IdxFiles.Plain([3, 4, 5], Images[16..], type: 0x0D), "*offset 2*32-bit float*unsigned byte*" },
        { "undefined type", IdxFiles.Plain([3, 4, 5], Images[16..], type: 0x42), "*offset 2*0x42*" },
        { "rank", IdxFiles.Plain([3, 20], Images[16..]), "*offset 3*2 dimensions*expected 3*" },
        { "zero", IdxFiles.Plain([3, 0, 5], []), "*offset 8*0 as the length of dimension 2*" },
        { "negative", IdxFiles.Plain([3, -4, 5], Images[16..]), "*offset 8*-4 as the length of dimension 2*" },
        { "huge", IdxFiles.Plain([int.MaxValue, int.MaxValue, int.MaxValue], []), "*offset 4*at most*" },
        { "wraps to 60 in 32 bits", IdxFiles.Plain([1 << 16, 1 << 16, 60], new byte[60]), "*offset 8*at most*" },
        { "a gigabyte", IdxFiles.Plain([1, 1 << 15, 1 << 15], new byte[84]), "*expected 1073741840*" },
    };

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(WrongHeaders))]
    public void A_wrong_header_is_refused_with_its_offset(string name, byte[] file, string message)
    {
        Reading(file).Should().Throw<InvalidDataException>(name).WithMessage(message);
        Reading(IdxFiles.Gzip(file)).Should().Throw<InvalidDataException>(name).WithMessage(message);
    }

    [Fact]
    public void A_plain_file_cut_off_anywhere_is_refused() => EveryPrefixIsRefused(Images);

    [Fact]
    public void A_gzip_file_cut_off_anywhere_is_refused() => EveryPrefixIsRefused(GzipImages);

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
    public void A_flipped_bit_anywhere_in_a_plain_header_is_refused()
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
    public void Anything_after_the_end_is_refused(int length)
    {
        var junk = new byte[length];

        Reading([.. Images, .. junk]).Should().Throw<InvalidDataException>().WithMessage($"*offset {Images.Length}*");
        Reading([.. GzipImages, .. junk]).Should().Throw<InvalidDataException>().WithMessage(NamesTheFile);
        Reading(IdxFiles.Gzip([.. Images, .. junk])).Should().Throw<InvalidDataException>().WithMessage(NamesTheFile);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(600)]
    [InlineData(10_000)]
    public void Anything_between_the_compressed_data_and_its_trailer_is_refused(int length) =>
        Reading([.. GzipImages[..^8], .. new byte[length], .. GzipImages[^8..]])
            .Should().Throw<InvalidDataException>().WithMessage("*nothing after its trailer*");

    [Fact]
    public void A_second_gzip_member_is_refused()
    {
        Reading([.. GzipImages, .. GzipImages])
            .Should().Throw<InvalidDataException>().WithMessage("*one gzip member*");
        Reading([.. IdxFiles.Gzip(Images[..30]), .. IdxFiles.Gzip(Images[30..])])
            .Should().Throw<InvalidDataException>().WithMessage(NamesTheFile);
    }

    [Fact]
    public void A_missing_gzip_trailer_is_refused() =>
        Reading(GzipImages[..^8]).Should().Throw<InvalidDataException>().WithMessage(NamesTheFile);

    [Fact]
    public void A_wrong_checksum_is_refused_with_the_right_one()
    {
        var file = (byte[])GzipImages.Clone();
        file[^8] ^= 1;

        Reading(file).Should().Throw<InvalidDataException>().WithMessage($"*offset {file.Length - 8}*checksum*");
    }

    [Fact]
    public void A_small_gzip_file_that_claims_two_gigabytes_is_refused_before_memory_is_spent()
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

    [Fact]
    public void Optional_gzip_header_fields_are_read_past()
    {
        const byte ExtraNameComment = 0x04 | 0x08 | 0x10;
        byte[] fields = [3, 0, 9, 9, 9, .. "name\0"u8, .. "comment\0"u8];

        byte[] file = [.. GzipImages[..3], ExtraNameComment, .. GzipImages[4..10], .. fields, .. GzipImages[10..]];

        Pixels(Reading(file)()).Should().Equal(Images[16..]);
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
