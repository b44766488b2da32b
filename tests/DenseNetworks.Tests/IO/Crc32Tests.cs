using DenseNetworks.IO;
using FsCheck.Xunit;

namespace DenseNetworks.Tests.IO;

/// <summary>.NET's package for checksums is the judge.</summary>
public sealed class Crc32Tests
{
    [Fact]
    public void The_check_value_of_the_literature_comes_out() =>
        Crc32.Compute("123456789"u8).Should().Be(0xCBF43926); // R. Williams, "A painless guide to CRC error detection algorithms"

    [Property]
    public void It_is_that_of_the_package(byte[] bytes) =>
        Crc32.Compute(bytes).Should().Be(System.IO.Hashing.Crc32.HashToUInt32(bytes));

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(8)]
    [InlineData(13)]
    [InlineData(1_000)]
    public void Parts_give_what_the_whole_gives(int split)
    {
        var bytes = new byte[1_000];
        new Random(1).NextBytes(bytes);

        Crc32.Compute(bytes.AsSpan(split), Crc32.Compute(bytes.AsSpan(0, split))).Should().Be(Crc32.Compute(bytes));
    }
}
