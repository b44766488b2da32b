using System.Buffers.Binary;
using System.IO.Hashing;
using System.Text;
using DenseNetworks;
using Mnist.Classifier.Tests.Support.Zips;
using Testing;

namespace Mnist.Classifier.Tests.Loading;

/// <summary>What the steps of a model may be, inside a container without a fault.</summary>
public sealed class ModelContentTests
{
    private const int HeaderSize = 256;

    private static readonly EpochResult Epoch = new()
    {
        Epoch = 1, EpochCount = 1, Loss = 0.5, Accuracy = 0.9, LearningRate = 0.001, Duration = TimeSpan.FromSeconds(1),
        ValidationLoss = 0.5, ValidationAccuracy = 0.9,
    };

    [Theory]
    [InlineData(SmallModel.Chain)]
    [InlineData(SmallModel.Normalizing)]
    [InlineData(SmallModel.Network)]
    [InlineData(SmallModel.Mapping)]
    public void A_step_that_is_missing_cut_off_or_followed_by_something_is_rejected(string name)
    {
        Loaded.ShouldBeRefused(ZipBytes.Write(SmallModel.Parts.Where(part => part.Name != name)), $"It has no '{name}'");
        Loaded.ShouldBeRefused(SmallModel.WithContent(name, _ => []), "has 0 bytes, and its header alone has 256");
        Loaded.ShouldBeRefused(SmallModel.WithContent(name, bytes => bytes[..^1]), $"'{name}' is damaged");
        Loaded.ShouldBeRefused(SmallModel.WithContent(name, bytes => [.. bytes, 0]), $"'{name}' is damaged");
    }

    [Theory]
    [InlineData(0x10)] // where the content starts
    [InlineData(0x18)] // its size
    [InlineData(0x20)] // where the table of texts starts
    [InlineData(0x28)]
    [InlineData(0x30)] // where the characters start
    [InlineData(0x38)]
    [InlineData(0x80)] // where the tail starts
    [InlineData(0x88)]
    [InlineData(0x90)] // where the name of the assembly starts
    public void An_offset_or_size_that_is_not_true_is_rejected(int offset)
    {
        foreach (var value in new[] { -1, 1, long.MaxValue, long.MinValue, int.MaxValue, 0x4000_0000_0000_0008 })
        {
            var zip = SmallModel.WithContent(SmallModel.Normalizing, bytes =>
            {
                BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(offset), value);
                return bytes;
            });

            Loaded.IsModel(zip).Should().BeFalse($"{value} at {offset:X} is not true");
        }
    }

    [Theory]
    [InlineData(int.MaxValue)]
    [InlineData(1_000_000)]
    [InlineData(4)]
    [InlineData(2)]
    [InlineData(-1)]
    public void A_wrong_number_of_steps_is_rejected(int count) =>
        Loaded.ShouldBeRefused(SmallModel.WithContent(SmallModel.Chain, bytes => WithInt32(bytes, HeaderSize, count)), "");

    [Theory]
    [InlineData(int.MaxValue)]
    [InlineData(-1)]
    [InlineData(0)]
    public void A_wrong_number_of_columns_is_rejected(int count) =>
        Loaded.ShouldBeRefused(SmallModel.WithContent(SmallModel.Mapping, bytes => WithInt32(bytes, HeaderSize, count)), "");

    [Theory]
    [InlineData(int.MaxValue)]
    [InlineData(-1)]
    [InlineData(2)]
    public void A_missing_text_is_rejected(int number) => Loaded.ShouldBeRefused(
        SmallModel.WithContent(SmallModel.Normalizing, bytes => WithInt32(bytes, HeaderSize, number)),
        "Transform_000/Model.key' is damaged");

    [Theory]
    [InlineData(int.MaxValue)]
    [InlineData(-1)]
    [InlineData(11)]
    [InlineData(9)]
    public void A_wrong_number_of_labels_is_rejected(int count) => Loaded.ShouldBeRefused(
        SmallModel.WithContent(SmallModel.Network, bytes => WithInt32(bytes, HeaderSize + 5, count)), "");

    [Fact]
    public void Chains_inside_chains_are_read_as_deep_as_a_zip_may_have_files()
    {
        Loaded.ShouldBeTheSmallModel(Nested(depth: 200));
        Loaded.ShouldBeRefused(Nested(depth: 300), "The zip has 306 files");
    }

    [Theory]
    [InlineData("BinaryLoader")]
    [InlineData("TextLoader")]
    [InlineData("OnnxTransform")]
    [InlineData("CustomTransformer")]
    [InlineData("")]
    public void A_step_of_another_kind_is_rejected_by_name(string kind) => Loaded.ShouldBeRefused(
        SmallModel.WithContent(SmallModel.Mapping, bytes =>
        {
            bytes.AsSpan(0x50, 48).Clear();
            Encoding.ASCII.GetBytes(kind).CopyTo(bytes.AsSpan(0x50));
            return bytes;
        }),
        $"It is a pipeline of PixelNormalizing, DenseNetwork, {kind};");

    [Fact]
    public void A_step_of_a_newer_version_is_rejected() => Loaded.ShouldBeRefused(
        SmallModel.WithContent(SmallModel.Normalizing, bytes =>
            WithInt32(WithInt32(bytes, 0x48, 0x00020002), 0x4C, 0x00020002)),
        "or use a newer version of this library");

    [Fact]
    public void A_weight_that_was_changed_is_rejected_although_the_zip_is_right() => Loaded.ShouldBeRefused(
        SmallModel.WithContent(SmallModel.Network, bytes =>
        {
            bytes[bytes.AsSpan().IndexOf("DNET"u8) + 100] ^= 1;
            return bytes;
        }),
        "The network's checksum does not match");

    [Fact]
    public void A_weight_that_is_not_finite_is_rejected_although_all_checksums_are_right()
    {
        foreach (var value in new[] { float.NaN, float.PositiveInfinity, float.NegativeInfinity })
        {
            var zip = SmallModel.WithContent(SmallModel.Network, bytes => WithNetwork(bytes, network =>
                BitConverter.TryWriteBytes(network.AsSpan(100), value).Should().BeTrue()));

            Loaded.ShouldBeRefused(zip, "a weight that is not a finite number");
        }
    }

    [Fact]
    public void An_impossible_history_is_rejected()
    {
        Loaded.IsModel(Save(Epoch)).Should().BeTrue();
        Loaded.IsModel(Save(Epoch with { ValidationLoss = null, ValidationAccuracy = null })).Should().BeTrue();
        EpochResult[] impossible =
        [
            Epoch with { Loss = double.NaN }, Epoch with { Loss = double.PositiveInfinity },
            Epoch with { Accuracy = -0.01 }, Epoch with { Accuracy = 1.01 }, Epoch with { Accuracy = double.NaN },
            Epoch with { ValidationAccuracy = -1 }, Epoch with { ValidationAccuracy = double.PositiveInfinity },
            Epoch with { ValidationLoss = double.NegativeInfinity },
            Epoch with { LearningRate = double.NaN }, Epoch with { LearningRate = -1 },
            Epoch with { LearningRate = double.PositiveInfinity },
        ];
        foreach (var epoch in impossible)
        {
            Loaded.ShouldBeRefused(Save(epoch), "Epoch 1 of the network's history has impossible values");
        }

        static byte[] Save(EpochResult epoch) =>
            SmallModel.Save(Networks.Random(1, 784, 3, 10), new TrainingHistory([epoch], 1));
    }

    [Fact]
    public void An_input_schema_is_optional_and_not_read()
    {
        Loaded.ShouldBeTheSmallModel(ZipBytes.Write(SmallModel.Parts.Where(part => part.Name != SmallModel.Schema)));
        Loaded.ShouldBeTheSmallModel(SmallModel.WithContent(SmallModel.Schema, content => content[..^1]));
        Loaded.ShouldBeTheSmallModel(SmallModel.With(SmallModel.Schema, part => part with { Crc = 1 }));
    }

    private static byte[] WithInt32(byte[] bytes, int offset, int value)
    {
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(offset), value);
        return bytes;
    }

    // Changes the network and makes its checksum right again.
    private static byte[] WithNetwork(byte[] bytes, Action<byte[]> change)
    {
        var start = bytes.AsSpan().IndexOf("DNET"u8);
        var end = (int)BinaryPrimitives.ReadInt64LittleEndian(bytes.AsSpan(0x18)) + HeaderSize;
        var size = end - start - sizeof(uint);
        var network = bytes.AsSpan(start, size).ToArray();
        change(network);
        network.CopyTo(bytes.AsSpan(start));
        Crc32.Hash(network).CopyTo(bytes.AsSpan(start + size));
        return bytes;
    }

    // The chain, as the only step of a chain, and so on.
    private static byte[] Nested(int depth)
    {
        var parts = SmallModel.Parts;
        var chain = parts.Single(part => part.Name == SmallModel.Chain);
        var outer = chain with { Content = ChainOfOne(chain.Content) };
        for (var i = 0; i < depth; i++)
        {
            parts = [outer, .. parts.Select(part => part with { Name = Inside(part.Name) })];
        }

        return ZipBytes.Write(parts);

        static string Inside(string name) =>
            name.Replace("TransformerChain/", "TransformerChain/Transform_000/", StringComparison.Ordinal);
    }

    // Leaves away two of three steps, and what follows moves forward.
    private static byte[] ChainOfOne(byte[] chain)
    {
        const int Removed = 2 * sizeof(int);
        byte[] one = [.. WithInt32([.. chain], HeaderSize, 1)[..(HeaderSize + 8)], .. chain[(HeaderSize + 8 + Removed)..]];
        foreach (var offset in new[] { 0x18, 0x20, 0x30, 0x80, 0x88, 0x90 })
        {
            var value = BinaryPrimitives.ReadInt64LittleEndian(one.AsSpan(offset));
            BinaryPrimitives.WriteInt64LittleEndian(one.AsSpan(offset), value == 0 ? 0 : value - Removed);
        }

        return one;
    }
}
