using System.IO.Compression;
using System.Text;
using DenseNetworks.ML.MLNet;
using Mnist.Classifier.Tests.Support.Zips;
using Testing;

namespace Mnist.Classifier.Tests.Loading;

/// <summary>What the container of a model may be, and what it may not.</summary>
public sealed class ZipContainerTests
{
    private static List<ZipPart> Parts => SmallModel.Parts;

    [Fact]
    public void A_zip_that_was_packed_anew_is_loaded()
    {
        Loaded.ShouldBeTheSmallModel(ZipBytes.Write(Parts));
        Loaded.ShouldBeTheSmallModel(ZipBytes.Write(Parts.AsEnumerable().Reverse()));
        Loaded.ShouldBeTheSmallModel(ZipBytes.Write(Parts.Select(part => part with { Method = 0 })));
        Loaded.ShouldBeTheSmallModel(ZipBytes.Write(Parts.Select(part => part with { Flags = 1 << 3 })));
        Loaded.ShouldBeTheSmallModel(ZipBytes.Write(Parts.Select(part => part with { Extra = new byte[28] })));
    }

    [Fact]
    public void A_zip_with_the_backslashes_that_MLNet_writes_on_Windows_is_loaded() =>
        Loaded.ShouldBeTheSmallModel(ZipBytes.Write(Parts.Select(part => part with { Name = part.Name.Replace('/', '\\') })));

    [Fact]
    public void A_zip_that_NET_wrote_to_a_stream_that_cannot_seek_is_loaded()
    {
        using var zip = new MemoryStream();
        using (var archive = new ZipArchive(new ForwardOnly(zip), ZipArchiveMode.Create))
        {
            foreach (var part in Parts)
            {
                using var stream = archive.CreateEntry(part.Name, CompressionLevel.SmallestSize).Open();
                stream.Write(part.Content);
            }
        }

        Loaded.ShouldBeTheSmallModel(zip.ToArray());
    }

    [Fact]
    public void Files_and_folders_that_are_not_asked_for_are_not_looked_at()
    {
        ZipPart[] others =
        [
            new("TransformerChain/", []) { Method = 0 },
            new("Checkpoint/State.bin", [1, 2, 3]),
            new("größe.txt", Encoding.UTF8.GetBytes("ü")) { Flags = 1 << 11 },
            new("wrong", [1, 2, 3]) { Crc = 1 },
        ];

        Loaded.ShouldBeTheSmallModel(ZipBytes.Write([.. others, .. Parts]));
    }

    [Fact]
    public void Nothing_may_stand_before_between_or_after_the_files()
    {
        Loaded.ShouldBeRefused([0, .. SmallModel.Zip], "It is not a zip file");
        Loaded.ShouldBeRefused([.. SmallModel.Zip, 0], "something follows it");
        Loaded.ShouldBeRefused([.. SmallModel.Zip, .. SmallModel.Zip], "does not end at");
        Loaded.ShouldBeRefused(ZipBytes.Write(Parts, comment: [1, 2, 3]), "something follows it");
        Loaded.ShouldBeRefused(
            SmallModel.With(SmallModel.Network, part => part with { Packed = [.. part.Packed, 0] }), "which they do not");
        Loaded.ShouldBeRefused(
            ZipBytes.Write([new ZipPart("a", [0]), .. Parts], between: "PK\u0003\u0004"u8.ToArray()), "leaves a gap");
    }

    [Fact]
    public void Files_that_share_bytes_are_rejected()
    {
        var overlapping = ZipBytes.Write([.. Parts, new ZipPart("another", []) { Offset = 0 }]);

        Loaded.ShouldBeRefused(overlapping, "overlaps another file");
        Loaded.ShouldBeRefused(SmallModel.With(SmallModel.Chain, part => part with { Offset = 1 }), "overlaps another file");
    }

    [Fact]
    public void A_wrong_number_of_files_is_rejected()
    {
        Loaded.ShouldBeRefused(ZipBytes.Write(Parts, count: Parts.Count - 1), "bytes after the last of");
        Loaded.ShouldBeRefused(ZipBytes.Write(Parts, count: Parts.Count + 1), "ends within file 7");
        Loaded.ShouldBeRefused(ZipBytes.Write(Parts, count: ushort.MaxValue), "ZIP64");
        var others = Enumerable.Range(0, 251).Select(i => new ZipPart($"{i}", []));
        Loaded.ShouldBeRefused(ZipBytes.Write([.. Parts, .. others]), "257 files");
    }

    [Fact]
    public void Encryption_and_other_methods_are_rejected()
    {
        Loaded.ShouldBeRefused(SmallModel.With(SmallModel.Network, part => part with { Flags = 1 }), "an encrypted file");
        Loaded.ShouldBeRefused(SmallModel.With(SmallModel.Network, part => part with { Flags = 1 << 5 }), "with flags 0020");
        foreach (var method in new ushort[] { 1, 9, 12, 14, 93, 99 })
        {
            var zip = SmallModel.With(SmallModel.Network, part => part with { Method = method });
            Loaded.ShouldBeRefused(zip, $"method {method} ");
        }
    }

    [Fact]
    public void Two_files_of_one_name_are_rejected()
    {
        Loaded.ShouldBeRefused(ZipBytes.Write([.. Parts, Parts[0]]), "two files of the name");
        Loaded.ShouldBeRefused(
            ZipBytes.Write([.. Parts, new ZipPart("transformerchain\\MODEL.key", [])]), "two files of the name");
    }

    [Theory]
    [InlineData("../evil")]
    [InlineData("TransformerChain/../../evil")]
    [InlineData("TransformerChain\\..\\evil")]
    [InlineData("/etc/evil")]
    [InlineData("\\\\server\\evil")]
    [InlineData("C:\\evil")]
    [InlineData("evil\0.txt")]
    public void A_name_that_leads_out_of_the_zip_is_rejected(string name) =>
        Loaded.ShouldBeRefused(ZipBytes.Write([.. Parts, new ZipPart(name, [])]), "a name that leads out of its folder");

    [Fact]
    public void A_name_that_is_empty_or_too_long_is_rejected()
    {
        Loaded.ShouldBeRefused(ZipBytes.Write([.. Parts, new ZipPart("", [])]), "a name of 0 bytes");
        Loaded.ShouldBeRefused(ZipBytes.Write([.. Parts, new ZipPart(new string('a', 4_097), [])]), "a name of 4097 bytes");
    }

    [Fact]
    public void Two_headers_that_contradict_each_other_are_rejected()
    {
        Loaded.ShouldBeRefused(
            SmallModel.With(SmallModel.Network, part => part with { LocalName = part.Name.Replace('1', '7') }),
            "disagree about");
        var zip = SmallModel.Zip;
        zip[14]++; // the CRC-32 of the first file, before its data alone
        Loaded.ShouldBeRefused(zip, "disagree about");
    }

    [Fact]
    public void Wrong_sizes_are_rejected()
    {
        foreach (var lie in new[] { -1, 1, 1_000 })
        {
            Loaded.ShouldBeRefused(Lie(part => part with { Size = (uint)(part.Content.Length + lie) }), "which they do not");
            Loaded.ShouldBeRefused(
                Lie(part => part with { PackedSize = (uint)(part.Packed.Length + lie) }), "The zip is damaged");
        }

        Loaded.ShouldBeRefused(Lie(part => part with { Size = uint.MaxValue }), "ZIP64");
        Loaded.ShouldBeRefused(Lie(part => part with { Size = uint.MaxValue - 1 }), "extracts to 4,294,967,294 bytes");
        Loaded.ShouldBeRefused(Lie(part => part with { Method = 0, Size = 1 }), "has two sizes");

        static byte[] Lie(Func<ZipPart, ZipPart> change) => SmallModel.With(SmallModel.Network, change);
    }

    [Fact]
    public void A_wrong_checksum_is_rejected()
    {
        Loaded.ShouldBeRefused(SmallModel.With(SmallModel.Normalizing, part => part with { Crc = 1 }), "the CRC-32 of");
        Loaded.ShouldBeRefused(SmallModel.With(SmallModel.Chain, part => part with { Crc = 1 }), "the CRC-32 of");
    }

    [Fact]
    public void The_message_names_the_file_the_place_and_what_to_do()
    {
        using var folder = new TemporaryFolder();
        var path = folder.File("mine.zip");
        File.WriteAllBytes(path, SmallModel.With(SmallModel.Network, part => part with { Crc = 1 }));

        var load = () => MnistClassifier.Load(path);

        load.Should().Throw<InvalidDataException>().WithMessage(
            $"'{path}' is not a classifier of digits that can be loaded. The zip is damaged: the CRC-32 of " +
            "'TransformerChain/Transform_001/Model.key' does not match its content. Copy or save it again.");
    }
}
