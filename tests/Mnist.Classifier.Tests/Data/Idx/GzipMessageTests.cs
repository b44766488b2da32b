using System.Buffers.Binary;
using Mnist.Classifier.Tests.Benchmarks;
using Testing;

namespace Mnist.Classifier.Tests.Data.Idx;

/// <summary>What is wrong with a gzip file is said with the place, what is there, and what should be.</summary>
public sealed class GzipMessageTests : IDisposable
{
    private const byte HeaderChecksum = 0x02;
    private const byte ExtraField = 0x04;
    private const byte Name = 0x08;
    private const byte Comment = 0x10;

    private const string InTheHeader = "found the end of the file; expected more of the gzip header";
    private const string InTheText = "found the end of the file; expected the zero byte that ends a text";
    private const string BeforeTheTrailer = "found the end of the file; expected compressed data and a trailer of 8 bytes";
    private const string CutOrAppended = "(is the file cut off, or has something been appended?)";

    private static readonly byte[] Content = IdxFiles.Images(3, 4, 5);
    private static readonly byte[] Compressed = IdxFiles.Deflate(Content);
    private static readonly byte[] Trailer = IdxFiles.Gzip(Content)[^8..];

    // More than a decompressor reads ahead of small data.
    private static readonly byte[] LongContent = IdxFiles.Plain([3, 40, 50], RandomBytes(6000));
    private static readonly byte[] LongCompressed = IdxFiles.Deflate(LongContent);
    private static readonly byte[] LongTrailer = IdxFiles.Gzip(LongContent)[^8..];

    private readonly TemporaryFolder _folder = new();

    public static TheoryData<byte[], string> WrongHeaders => new()
    {
        { Header(0)[..2], $"offset 2, {InTheHeader}" },
        { Header(0)[..9], $"offset 9, {InTheHeader}" },
        { Header(0), $"offset 10, {BeforeTheTrailer}" },
        { Bytes([.. Header(0), .. Trailer]), $"offset 18, {BeforeTheTrailer}" },
        { Header(0, method: 7), "offset 2, found compression method 7; expected 8 (deflate)" },
        { Header(0x20), "offset 3, found flags 0x20; expected none of the reserved bits 0xE0" },
        { Header(0x40), "offset 3, found flags 0x40; expected none of the reserved bits 0xE0" },
        { Header(0x81), "offset 3, found flags 0x81; expected none of the reserved bits 0xE0" },
        { Bytes([.. Header(ExtraField), 3]), $"offset 11, {InTheHeader}" },
        { Bytes([.. Header(ExtraField), 3, 0, 9, 9]), $"offset 14, {InTheHeader}" },
        { Bytes([.. Header(ExtraField), 3, 0, 9, 9, 9]), $"offset 15, {BeforeTheTrailer}" },
        { Bytes([.. Header(Name), .. "digits"u8]), $"offset 16, {InTheText}" },
        { Bytes([.. Header(Name | Comment), .. "digits\0of MNIST"u8]), $"offset 25, {InTheText}" },
        { Bytes([.. Header(HeaderChecksum), 0xA7]), $"offset 11, {InTheHeader}" },
        { Bytes([.. Header(HeaderChecksum), 0xA7, 0x78]), "offset 10, found the header checksum 78A7; expected 77A7" },
    };

    public static TheoryData<byte[]> HeadersOfEveryForm => new()
    {
        Header(0),
        Header(0x01), // FTEXT, a guess of the program that wrote the file
        Bytes([.. Header(ExtraField), 0, 0]),
        Bytes([.. Header(ExtraField), 3, 0, 9, 9, 9]),
        Bytes([.. Header(Name), 0]),
        Bytes([.. Header(Name | Comment), .. "digits\0of MNIST\0"u8]),
        Bytes([.. Header(ExtraField | Name | Comment), 3, 0, 9, 9, 9, .. "digits\0of MNIST\0"u8]),
        Bytes([.. Header(HeaderChecksum), 0xA7, 0x77]),
        Bytes([.. Header(HeaderChecksum | Name), .. "digits\0"u8, 0xAA, 0x43]),
    };

    private string ImagesFile => _folder.File("images.gz");

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(WrongHeaders))]
    public void A_wrong_header_is_reported(byte[] file, string fault) => Message(file).Should().Be(InvalidGzip(fault));

    [Theory]
    [MemberData(nameof(HeadersOfEveryForm))]
    public void Optional_parts_of_a_header_are_skipped(byte[] header) =>
        Pixels([.. header, .. Compressed, .. Trailer]).Should().Equal(Content[16..]);

    [Fact]
    public void A_trailer_with_an_impossible_length_is_reported()
    {
        var most = Compressed.Length * 1032;

        Message(With(contentLength: most + 1)).Should().Be(InvalidGzip(
            $"offset {10 + Compressed.Length + 4}, found a trailer that claims {most + 1} bytes of content; " +
            $"expected at most {most} from {Compressed.Length} compressed bytes {CutOrAppended}"));
        Message(With(contentLength: most)).Should().Be(InvalidGzip(
            $"offset {10 + Compressed.Length + 4}, found a trailer that claims {most} bytes of content; " +
            $"expected 76, as the content says {CutOrAppended}"));
    }

    [Fact]
    public void A_trailer_with_a_smaller_length_than_the_content_is_reported()
    {
        var file = IdxFiles.Gzip(IdxFiles.Plain([1, 1 << 15, 1 << 15], new byte[84]));

        Message(file).Should().Be(InvalidGzip(
            $"offset {file.Length - 4}, found a trailer that claims 100 bytes of content; " +
            $"expected 1073741840, as the content says {CutOrAppended}"));
    }

    [Fact]
    public void Content_that_is_shorter_than_it_says_is_reported() =>
        Message([.. Header(0), .. IdxFiles.Deflate(Content[..70]), .. Trailer]).Should().Be(InvalidGzip(
            $"offset {10 + IdxFiles.Deflate(Content[..70]).Length}, found the end of the content after 70 bytes; expected 76 bytes"));

    [Fact]
    public void Content_that_is_longer_than_it_says_is_reported()
    {
        var compressed = IdxFiles.Deflate([.. Content, 0]);

        Message([.. Header(0), .. compressed, .. Trailer]).Should().Be(InvalidGzip(
            $"offset {10 + compressed.Length + 4}, found a trailer that claims 76 bytes of content; " +
            "expected more, for the content goes on"));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(511)]
    [InlineData(512)]
    [InlineData(513)]
    [InlineData(10_000)]
    public void Anything_between_the_compressed_data_and_its_trailer_is_reported(int length)
    {
        const string Fault = "found more after the compressed data, which ends here or earlier; " +
            "expected one gzip member and nothing after its trailer";

        Message([.. Header(0), .. LongCompressed, .. new byte[length], .. LongTrailer])
            .Should().Match(InvalidGzip($"offset *, {Fault}"));
        Message([.. Header(0), .. Compressed, .. new byte[length], .. Trailer])
            .Should().Match(InvalidGzip($"offset *, {Fault}"));
        Message([.. Header(0), .. Compressed, 0, .. Trailer])
            .Should().Be(InvalidGzip($"offset {10 + Compressed.Length}, {Fault}"));
    }

    [Fact]
    public void A_wrong_checksum_is_reported_with_the_right_one()
    {
        var right = BinaryPrimitives.ReadUInt32LittleEndian(Trailer);
        byte[] trailer = [(byte)(Trailer[0] ^ 1), .. Trailer[1..]];

        Message([.. Header(0), .. Compressed, .. trailer]).Should().Be(InvalidGzip(
            $"offset {10 + Compressed.Length}, found the checksum {right ^ 1:X8}; expected {right:X8}, the checksum of the content"));
    }

    [Fact]
    public void Data_that_does_not_decompress_is_reported_with_the_place()
    {
        byte[] blockOfNoKind = [0b111, 0, 0, 0];

        var read = Reading([.. Header(0), .. blockOfNoKind, .. Trailer]).Should().Throw<InvalidDataException>();

        read.Which.Message.Should().Be(InvalidGzip("offset 13, found data that does not decompress; expected deflate data"));
        read.WithInnerException<InvalidDataException>();
    }

    private static byte[] Header(byte flags, byte method = 8) => [0x1F, 0x8B, method, flags, 0, 0, 0, 0, 0, 3];

    // An initializer that began with a bracket would be one of an indexer.
    private static byte[] Bytes(byte[] bytes) => bytes;

    private static byte[] With(int contentLength)
    {
        byte[] file = [.. Header(0), .. Compressed, .. Trailer];
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(file.Length - 4), contentLength);
        return file;
    }

    private static byte[] RandomBytes(int count)
    {
        var bytes = new byte[count];
        new Random(1).NextBytes(bytes);
        return bytes;
    }

    private string InvalidGzip(string fault) =>
        $"'{ImagesFile}' is not a valid gzip file: at {fault}. The file is damaged or of another kind: fetch or write it again.";

    private byte[] Pixels(byte[] images) => Reading(images)().SelectMany(pixels => pixels).ToArray();

    private string Message(byte[] images) => Reading(images).Should().Throw<InvalidDataException>().Which.Message;

    private Func<IEnumerable<byte[]>> Reading(byte[] file) => () =>
    {
        File.WriteAllBytes(ImagesFile, file);
        File.WriteAllBytes(_folder.File("labels"), IdxFiles.Labels(1, 2, 3));
        var images = LabeledImages.FromIdx(ImagesFile, _folder.File("labels"));
        return Enumerable.Range(0, images.Count).Select(i => images.GetPixels(i).ToArray());
    };
}
