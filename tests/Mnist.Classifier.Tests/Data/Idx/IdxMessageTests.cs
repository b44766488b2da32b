using Mnist.Classifier.Tests.Benchmarks;
using Testing;

namespace Mnist.Classifier.Tests.Data.Idx;

/// <summary>What is wrong with the content of an IDX file is said with the place, what is there, and what should be.</summary>
public sealed class IdxMessageTests : IDisposable
{
    private static readonly byte[] Values = new byte[60];

    private readonly TemporaryFolder _folder = new();

    /// <summary>Faults that the beginning of the content has, whether it is compressed or not.</summary>
    public static TheoryData<byte[], string> WrongHeaders => new()
    {
        { Bytes(0, 0, 8), "offset 3 of its content, found the end of the content; expected the 4 bytes that begin every IDX file" },
        { Bytes(0, 0, 8, 3), "offset 4 of its content, found the end of the content; expected a header of 16 bytes" },
        { Bytes(0, 0, 8, 3, 0, 0), "offset 6 of its content, found the end of the content; expected a header of 16 bytes" },
        { Bytes(1, 0, 8, 3), "offset 0 of its content, found the bytes 01 00; expected 00 00, which begin every IDX file" },
        { Bytes(0, 171, 8, 3), "offset 0 of its content, found the bytes 00 AB; expected 00 00, which begin every IDX file" },
        { Bytes(0, 0, 0x09, 3), "offset 2 of its content, found the element type 0x09 (signed byte); expected 0x08 (unsigned byte)" },
        { Bytes(0, 0, 0x0B, 3), "offset 2 of its content, found the element type 0x0B (16-bit integer); expected 0x08 (unsigned byte)" },
        { Bytes(0, 0, 0x0C, 3), "offset 2 of its content, found the element type 0x0C (32-bit integer); expected 0x08 (unsigned byte)" },
        { Bytes(0, 0, 0x0D, 3), "offset 2 of its content, found the element type 0x0D (32-bit float); expected 0x08 (unsigned byte)" },
        { Bytes(0, 0, 0x0E, 3), "offset 2 of its content, found the element type 0x0E (64-bit float); expected 0x08 (unsigned byte)" },
        {
            Bytes(0, 0, 0x42, 3),
            "offset 2 of its content, found the element type 0x42, which the format does not define; expected 0x08 (unsigned byte)"
        },
        {
            IdxFiles.Plain([3, 20], Values),
            "offset 3 of its content, found 2 dimensions; expected 3 (images, rows, columns)"
        },
        {
            IdxFiles.Plain([3, 0, 5], []),
            "offset 8 of its content, found 0 as the length of dimension 2; expected a length of at least 1"
        },
        {
            IdxFiles.Plain([3, 4, -5], Values),
            "offset 12 of its content, found -5 as the length of dimension 3; expected a length of at least 1"
        },
        {
            IdxFiles.Plain([int.MaxValue, 1, 1], Values),
            "offset 4 of its content, found 2147483647 as the length of dimension 1, which makes 2147483647 values; " +
            "expected at most 2147483591 values in all"
        },
        {
            IdxFiles.Plain([int.MaxValue, int.MaxValue, int.MaxValue], []),
            "offset 4 of its content, found 2147483647 as the length of dimension 1, which makes 2147483647 values; " +
            "expected at most 2147483591 values in all"
        },
        {
            // In 32 bits these would be 60.
            IdxFiles.Plain([1 << 16, 1 << 16, 60], Values),
            "offset 8 of its content, found 65536 as the length of dimension 2, which makes 4294967296 values; " +
            "expected at most 2147483591 values in all"
        },
    };

    /// <summary>Plain files that are longer or shorter than their headers say.</summary>
    public static TheoryData<byte[], string> WrongLengths => new()
    {
        {
            IdxFiles.Plain([3, 4, 5], Values[1..]),
            "offset 75 of its content, found the end of the content; expected 76 bytes, as the header says"
        },
        {
            IdxFiles.Plain([3, 4, 5], [.. Values, 0, 0]),
            "offset 76 of its content, found 2 bytes too many; expected the end after 76 bytes, as the header says"
        },
        {
            IdxFiles.Plain([1, 1 << 15, 1 << 15], Values),
            "offset 76 of its content, found the end of the content; expected 1073741840 bytes, as the header says"
        },
        {
            // As many as there may be.
            IdxFiles.Plain([Array.MaxLength, 1, 1], Values),
            "offset 76 of its content, found the end of the content; expected 2147483607 bytes, as the header says"
        },
    };

    private string ImagesFile => _folder.File("images");

    private string LabelsFile => _folder.File("labels");

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(WrongHeaders))]
    public void A_wrong_header_is_reported(byte[] content, string fault)
    {
        Message(content).Should().Be(InvalidIdx(ImagesFile, fault));
        Message(IdxFiles.Gzip(content)).Should().Be(InvalidIdx(ImagesFile, fault));
    }

    [Theory]
    [MemberData(nameof(WrongLengths))]
    public void A_wrong_length_is_reported(byte[] content, string fault) =>
        Message(content).Should().Be(InvalidIdx(ImagesFile, fault));

    [Fact]
    public void Images_in_place_of_labels_are_reported() =>
        Message(IdxFiles.Images(3, 4, 5), labels: IdxFiles.Images(3, 4, 5)).Should().Be(
            InvalidIdx(LabelsFile, "offset 3 of its content, found 3 dimensions; expected 1 (labels)"));

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Two_files_that_do_not_belong_together_are_reported(bool readOnDemand) =>
        Message(IdxFiles.Images(3, 4, 5), IdxFiles.Labels(1, 2), readOnDemand: readOnDemand).Should().Be(
            $"'{ImagesFile}' has 3 images and '{LabelsFile}' has 2 labels. Pass two files that belong together.");

    [Theory]
    [InlineData(4, 5)]
    [InlineData(0, 6)]
    public void A_label_outside_the_classes_is_reported(byte label, byte other) =>
        Message(
            IdxFiles.Images(3, 4, 5), IdxFiles.Labels(5, other, label), new ImageSetLayout { FirstLabel = 5, ClassCount = 2 })
            .Should().Be(
                $"'{LabelsFile}': label 2 is {label}; it must be 5 to 6. Pass the right layout, or the right file.");

    [LinuxFact]
    public void An_image_that_no_array_can_hold_is_reported()
    {
        // Sparse: the file system keeps only the header.
        var header = IdxFiles.Plain([1, 1 << 16, 1 << 15], []);
        using (var file = File.Create(ImagesFile))
        {
            file.Write(header);
            file.SetLength(header.Length + (1L << 31));
        }

        File.WriteAllBytes(LabelsFile, IdxFiles.Labels(0));

        FluentActions.Invoking(() => LabeledImages.FromIdx(ImagesFile, LabelsFile, readOnDemand: true))
            .Should().Throw<InvalidDataException>()
            .WithMessage($"'{ImagesFile}': an image of 65536x32768 is too large. Pass the right file.");
        FluentActions.Invoking(() => LabeledImages.FromIdx(ImagesFile, LabelsFile))
            .Should().Throw<InvalidDataException>()
            .WithMessage(InvalidIdx(ImagesFile, "offset 12 of its content, found 32768 as the length of dimension 3, which " +
                "makes 2147483648 values; expected at most 2147483591 values in all"));
    }

    private static string InvalidIdx(string file, string fault) =>
        $"'{file}' is not a valid IDX file: at {fault}. The file is damaged or of another kind: fetch or write it again.";

    private static byte[] Bytes(params byte[] bytes) => bytes;

    private string Message(byte[] images, byte[]? labels = null, ImageSetLayout? layout = null, bool readOnDemand = false)
    {
        File.WriteAllBytes(ImagesFile, images);
        File.WriteAllBytes(LabelsFile, labels ?? IdxFiles.Labels(1, 2, 3));
        return FluentActions.Invoking(() => LabeledImages.FromIdx(ImagesFile, LabelsFile, layout, readOnDemand))
            .Should().Throw<InvalidDataException>().Which.Message;
    }
}
