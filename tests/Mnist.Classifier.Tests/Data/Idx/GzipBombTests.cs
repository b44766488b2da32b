using System.Buffers.Binary;
using Mnist.Classifier.Tests.Benchmarks;
using Mnist.Classifier.Tests.Documentation;
using Testing;

namespace Mnist.Classifier.Tests.Data.Idx;

/// <summary>Small files that unpack to a thousand times as much.</summary>
public sealed class GzipBombTests : IDisposable
{
    private const int ContentLength = 200_000_000;
    private const int LittleMemory = 2_000_000;

    private static readonly byte[] Bomb = IdxFiles.Gzip(IdxFiles.Plain([1, 1, 1], new byte[ContentLength]));

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_bomb_that_is_honest_in_its_trailer_is_rejected_by_size() =>
        Refusal(Bomb).Should().Match($"*claims {ContentLength + 16} bytes*expected 17*");

    [Fact]
    public void A_bomb_that_lies_in_its_trailer_is_rejected_at_the_first_byte_too_many()
    {
        var bomb = Bomb.ToArray();
        BinaryPrimitives.WriteInt32LittleEndian(bomb.AsSpan(bomb.Length - 4), 17);

        Refusal(bomb).Should().Match("*claims 17 bytes*the content goes on*");
    }

    [Fact]
    public void A_bomb_of_labels_is_rejected_too()
    {
        File.WriteAllBytes(_folder.File("images"), IdxFiles.Images(1, 1, 1));
        File.WriteAllBytes(_folder.File("labels"), IdxFiles.Gzip(IdxFiles.Plain([1], new byte[ContentLength])));

        Refusal().Should().Contain("expected 9");
    }

    [Fact]
    public void A_bomb_that_is_honest_throughout_is_rejected_by_its_ratio()
    {
        File.WriteAllBytes(_folder.File("labels"), IdxFiles.Labels(1));
        File.WriteAllBytes(
            _folder.File("images"), IdxFiles.Gzip(IdxFiles.Plain([1, 1, ContentLength], new byte[ContentLength])));

        Refusal().Should().Match(
            $"'{_folder.File("images")}' unpacks from * to 200,000,016 bytes, as no images do*unpack it first (gunzip).");
    }

    private string Refusal(byte[] images)
    {
        File.WriteAllBytes(_folder.File("images"), images);
        File.WriteAllBytes(_folder.File("labels"), IdxFiles.Labels(1));
        return Refusal();
    }

    private string Refusal()
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        var message = FluentActions.Invoking(() => LabeledImages.FromIdx(_folder.File("images"), _folder.File("labels")))
            .Should().Throw<InvalidDataException>().Which.Message;
        (GC.GetAllocatedBytesForCurrentThread() - before).Should().BeLessThan(LittleMemory);
        return message;
    }
}
