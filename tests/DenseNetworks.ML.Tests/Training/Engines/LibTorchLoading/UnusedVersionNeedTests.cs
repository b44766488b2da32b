using System.Buffers.Binary;
using DenseNetworks.ML.Training.LibTorchLoading;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;

namespace DenseNetworks.ML.Tests.Training.Engines.LibTorchLoading;

public sealed class UnusedVersionNeedTests
{
    private const string Libstdcxx = "libstdc++.so.6";
    private const string Glibcxx = "GLIBCXX_3.4.32";

    [Fact]
    public void In_TorchSharps_library_one_flag_changes_and_no_other_bit()
    {
        var original = File.ReadAllBytes(NativeFiles.LibTorchSharpForLinux);
        var file = original.ToArray();

        UnusedVersionNeed.TryWeaken(file, Libstdcxx, Glibcxx).Should().BeTrue();

        var changed = Enumerable.Range(0, file.Length).Where(i => file[i] != original[i]).ToList();
        changed.Should().ContainSingle().Which.Should().Be(NeedOf(original, Glibcxx).FlagsOffset);
        (file[changed[0]] ^ original[changed[0]]).Should().Be(ElfVersionNeed.WeakFlag);
    }

    [Fact]
    public void In_TorchSharps_library_every_other_need_stays_as_it_was()
    {
        var file = File.ReadAllBytes(NativeFiles.LibTorchSharpForLinux);
        var before = ElfImage.Parse(file.ToArray()).ReadVersionNeeds();

        UnusedVersionNeed.TryWeaken(file, Libstdcxx, Glibcxx);

        var after = ElfImage.Parse(file).ReadVersionNeeds();
        after.Should().Equal(before.Select(need => need.Version == Glibcxx ? need with { Flags = 2 } : need));
        after.Where(need => need.IsWeak).Should().ContainSingle().Which.Version.Should().Be(Glibcxx);
    }

    [Fact]
    public void TorchSharps_library_uses_every_version_but_that_one()
    {
        var file = File.ReadAllBytes(NativeFiles.LibTorchSharpForLinux);
        var image = ElfImage.Parse(file);

        var unused = image.ReadVersionNeeds().Where(need => !image.UsesVersion(need.Index));

        unused.Should().ContainSingle().Which.Version.Should().Be(Glibcxx);
    }

    [Fact]
    public void An_unused_version_becomes_weak()
    {
        var file = SharedObject.Build();

        UnusedVersionNeed.TryWeaken(file, SharedObject.Library, SharedObject.NewVersion).Should().BeTrue();

        NeedOf(file, SharedObject.NewVersion).IsWeak.Should().BeTrue();
        NeedOf(file, SharedObject.OldVersion).IsWeak.Should().BeFalse();
    }

    [Fact]
    public void A_version_that_a_relocation_uses_is_left_alone() =>
        LeavesAlone(SharedObject.Build(SharedObject.NewSymbol), SharedObject.Library, SharedObject.NewVersion);

    [Fact]
    public void A_version_that_is_weak_already_is_left_alone() =>
        LeavesAlone(SharedObject.Build(needFlags: 2), SharedObject.Library, SharedObject.NewVersion);

    [Fact]
    public void A_version_that_is_not_needed_changes_nothing() =>
        LeavesAlone(SharedObject.Build(), SharedObject.Library, "NEW_3");

    [Fact]
    public void A_version_of_another_library_changes_nothing() =>
        LeavesAlone(SharedObject.Build(), "libelse.so", SharedObject.NewVersion);

    [Fact]
    public void A_file_that_was_weakened_is_left_alone_the_next_time()
    {
        var file = SharedObject.Build();
        UnusedVersionNeed.TryWeaken(file, SharedObject.Library, SharedObject.NewVersion);

        LeavesAlone(file, SharedObject.Library, SharedObject.NewVersion);
    }

    // Sizes, offsets, addresses and counts, whatever they are a part of: at every place, a word as wide as any that is read.
    [Theory]
    [InlineData(0ul)]
    [InlineData(1ul)]
    [InlineData((ulong)int.MaxValue)]
    [InlineData((ulong)int.MaxValue + 1)]
    [InlineData((ulong)uint.MaxValue)]
    [InlineData((ulong)long.MaxValue)]
    [InlineData((ulong)long.MaxValue + 1)]
    [InlineData(ulong.MaxValue - 7)]
    [InlineData(ulong.MaxValue)]
    public void Any_word_may_be_hostile(ulong value)
    {
        var original = SharedObject.Build();
        foreach (var offset in Enumerable.Range(0, original.Length - sizeof(ulong)))
        {
            var file = original.ToArray();
            BinaryPrimitives.WriteUInt64LittleEndian(file.AsSpan(offset), value);

            EndsAsDocumented(file).Should().BeTrue($"the word at {offset} is {value}");
        }
    }

    [Fact]
    public void Any_word_may_lead_to_the_end_of_the_file_or_around_it()
    {
        var original = SharedObject.Build();
        foreach (var offset in Enumerable.Range(0, original.Length - sizeof(ulong)))
        {
            foreach (var distance in Enumerable.Range(-24, 26))
            {
                var file = original.ToArray();
                // Files are mapped at 0x1000, so that one of the two is an offset and the other an address.
                BinaryPrimitives.WriteUInt64LittleEndian(file.AsSpan(offset), (ulong)(file.Length + distance));
                EndsAsDocumented(file).Should().BeTrue();
                BinaryPrimitives.WriteUInt64LittleEndian(file.AsSpan(offset), (ulong)(file.Length + distance + 0x1000));
                EndsAsDocumented(file).Should().BeTrue();
            }
        }
    }

    [Property(MaxTest = 2000)]
    public Property Bytes_that_are_no_ELF_file_are_bad_format() => Prop.ForAll(
        ArbMap.Default.ArbFor<byte[]>(),
        bytes => RefusesAndLeavesAlone(bytes));

    [Property(MaxTest = 2000)]
    public Property Bytes_after_the_header_of_an_ELF_file_may_be_anything() => Prop.ForAll(
        Gen.Choose(0, 255).Select(value => (byte)value).ArrayOf(400).ToArbitrary(),
        tail => EndsAsDocumented([.. SharedObject.Build().AsSpan(0, 64), .. tail]));

    [Property(MaxTest = 5000)]
    public Property A_damaged_file_is_weakened_or_left_alone_or_bad_format()
    {
        var file = SharedObject.Build();
        var damage = Gen.Zip(Gen.Choose(0, file.Length - 1), Gen.Choose(0, 255).Select(value => (byte)value))
            .NonEmptyListOf()
            .Select(bytes => bytes.Take(6).ToArray());

        return Prop.ForAll(damage.ToArbitrary(), bytes => EndsAsDocumented(Damaged(file, bytes)));
    }

    [Fact]
    public void Any_single_byte_may_be_damaged()
    {
        var file = SharedObject.Build();
        foreach (var offset in Enumerable.Range(0, file.Length))
        {
            foreach (byte value in (byte[])[0, 1, 0x7F, 0x80, 0xFF])
            {
                EndsAsDocumented(Damaged(file, [(offset, value)])).Should().BeTrue();
            }
        }
    }

    [Fact]
    public void A_file_cut_short_anywhere_is_bad_format()
    {
        var file = SharedObject.Build();
        foreach (var length in Enumerable.Range(0, file.Length))
        {
            var cut = () => UnusedVersionNeed.TryWeaken(
                file.AsMemory(0, length).ToArray(),
                SharedObject.Library,
                SharedObject.NewVersion);

            cut.Should().Throw<BadImageFormatException>();
        }
    }

    [Property(MaxTest = 100)]
    public Property TorchSharps_library_may_be_cut_short_anywhere()
    {
        var file = File.ReadAllBytes(NativeFiles.LibTorchSharpForLinux);
        return Prop.ForAll(
            Gen.Choose(0, file.Length).ToArbitrary(),
            length => EndsAsDocumented(file.AsSpan(0, length).ToArray(), Libstdcxx, Glibcxx));
    }

    private static ElfVersionNeed NeedOf(byte[] file, string version) =>
        ElfImage.Parse(file).ReadVersionNeeds().Single(need => need.Version == version);

    private static void LeavesAlone(byte[] original, string library, string version)
    {
        var file = original.ToArray();

        UnusedVersionNeed.TryWeaken(file, library, version).Should().BeFalse();

        file.Should().Equal(original);
    }

    private static bool RefusesAndLeavesAlone(byte[] original)
    {
        var file = original.ToArray();
        try
        {
            UnusedVersionNeed.TryWeaken(file, SharedObject.Library, SharedObject.NewVersion);
            return false;
        }
        catch (BadImageFormatException)
        {
            return file.AsSpan().SequenceEqual(original);
        }
    }

    private static byte[] Damaged(byte[] file, IEnumerable<(int Offset, byte Value)> bytes)
    {
        var damaged = file.ToArray();
        foreach (var (offset, value) in bytes)
        {
            damaged[offset] = value;
        }

        return damaged;
    }

    private static bool EndsAsDocumented(
        byte[] file,
        string library = SharedObject.Library,
        string version = SharedObject.NewVersion)
    {
        var original = file.ToArray();
        try
        {
            var expectedChanges = UnusedVersionNeed.TryWeaken(file, library, version) ? 1 : 0;
            return file.Zip(original).Count(pair => pair.First != pair.Second) == expectedChanges;
        }
        catch (BadImageFormatException)
        {
            return file.AsSpan().SequenceEqual(original);
        }
    }
}
