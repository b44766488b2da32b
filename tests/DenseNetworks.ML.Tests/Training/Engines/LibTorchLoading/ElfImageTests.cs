using DenseNetworks.ML.Training.LibTorchLoading;

namespace DenseNetworks.ML.Tests.Training.Engines.LibTorchLoading;

public sealed class ElfImageTests
{
    [Fact]
    public void Version_needs_are_read_in_the_file_s_order()
    {
        var needs = ElfImage.Parse(SharedObject.Build()).ReadVersionNeeds();

        needs.Select(need => (need.Library, need.Version, need.Index)).Should().Equal(
            (SharedObject.Library, SharedObject.NewVersion, (ushort)3),
            (SharedObject.Library, SharedObject.OldVersion, (ushort)2));
    }

    [Fact]
    public void A_version_is_used_when_a_relocation_refers_to_its_symbol()
    {
        var image = ElfImage.Parse(SharedObject.Build(relocatedSymbol: SharedObject.OldSymbol));

        image.UsesVersion(2).Should().BeTrue();
        image.UsesVersion(3).Should().BeFalse();
    }

    [Theory]
    [InlineData(0, (byte)'M', "ELF")]
    [InlineData(4, 1, "64-bit")]
    [InlineData(5, 2, "little-endian")]
    [InlineData(16, 2, "shared object")]
    [InlineData(18, 183, "x86-64")]
    [InlineData(54, 32, "program headers")]
    [InlineData(56, 1, "dynamic section")]
    public void Another_kind_of_file_is_refused_by_what_it_is_not(int offset, byte value, string because)
    {
        var file = SharedObject.Build();
        file[offset] = value;

        var parse = () => ElfImage.Parse(file);

        parse.Should().Throw<BadImageFormatException>().WithMessage($"*{because}*");
    }

    [Fact]
    public void An_empty_file_is_refused()
    {
        var parse = () => ElfImage.Parse(Array.Empty<byte>());

        parse.Should().Throw<BadImageFormatException>();
    }
}
