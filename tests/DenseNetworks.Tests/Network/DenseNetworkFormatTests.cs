using System.Buffers.Binary;
using System.IO.Hashing;
using System.Text;
using DenseNetworks;
using DenseNetworks.Network;
using Testing;

namespace DenseNetworks.Tests.Network;

public sealed class DenseNetworkFormatTests
{
    private static readonly TrainingHistory History = new(
        [
            new() { Epoch = 1, EpochCount = 5, Loss = 0.5, Accuracy = 0.9, LearningRate = 0.001, Duration = TimeSpan.FromSeconds(1.5) },
            new()
            {
                Epoch = 2, EpochCount = 5, Loss = 0.25, Accuracy = 0.95, ValidationLoss = 0.3, ValidationAccuracy = 0.94,
                LearningRate = 0.0005, Duration = TimeSpan.FromSeconds(1.25),
            },
        ],
        bestEpoch: 2);

    [Fact]
    public void A_network_and_its_history_come_back_bit_for_bit()
    {
        var network = Networks.Random(1, 7, 5, 4, 3);

        var (read, history) = DenseNetworkFormat.Read(new MemoryStream(Write(network, History)));

        read.Layers.Should().HaveCount(3);
        foreach (var (actual, expected) in read.Layers.Zip(network.Layers))
        {
            actual.Weights.ToArray().Should().Equal(expected.Weights.ToArray());
            actual.Biases.ToArray().Should().Equal(expected.Biases.ToArray());
        }

        history!.BestEpoch.Should().Be(2);
        history.Epochs.Should().Equal(History.Epochs);
    }

    [Fact]
    public void Networks_and_histories_say_what_they_are()
    {
        $"{Networks.Random(1, 784, 128, 128, 10)}".Should().Be("784-128-128-10, 118,282 parameters");
        $"{new DenseNetwork(Networks.Random(1, 4, 3).Layers.ToArray(), hasBackgroundClass: true)}".Should().Be("4-2, 15 parameters");
        $"{History}".Should().Be("2 epochs, weights of epoch 2 of 5: loss 0.2500, accuracy 95.0 %, validation accuracy 94.0 %");
        $"{History.Epochs[0]}".Should().Be("epoch 1 of 5: loss 0.5000, accuracy 90.0 %");
    }

    [Fact]
    public void Durations_come_back_to_the_tick()
    {
        var random = new Random(1);
        var epochs = Enumerable.Range(1, 1_000)
            .Select(i => History.Epochs[0] with { Epoch = i, EpochCount = 1_000, Duration = TimeSpan.FromTicks(random.NextInt64(TimeSpan.TicksPerDay)) })
            .ToList();

        var (_, history) = DenseNetworkFormat.Read(new MemoryStream(Write(Networks.Random(1, 2, 2), new TrainingHistory(epochs, bestEpoch: 1))));

        history!.Epochs.Should().Equal(epochs);
    }

    [Theory]
    [InlineData(null)]
    [InlineData(TrainingBackend.LibTorch)]
    [InlineData(TrainingBackend.Managed)]
    public void What_a_network_was_trained_by_comes_back(TrainingBackend? backend)
    {
        var written = Write(Networks.Random(1, 2, 2), new TrainingHistory(History.Epochs, History.BestEpoch, backend));

        var history = DenseNetworkFormat.Read(new MemoryStream(written)).History!;

        history.Backend.Should().Be(backend);
        history.Epochs.Should().Equal(History.Epochs);
    }

    [Theory]
    [InlineData(int.MinValue, 1)]
    [InlineData(-1, int.MaxValue)]
    [InlineData(0, 128)]
    [InlineData(null, 128)]
    [InlineData(null, null)]
    public void Seed_and_batch_size_of_the_training_come_back(int? seed, int? batchSize)
    {
        var written = new TrainingHistory(History.Epochs, History.BestEpoch, TrainingBackend.Managed)
        {
            Seed = seed,
            BatchSize = batchSize,
        };

        DenseNetworkFormat.Read(new MemoryStream(Write(Networks.Random(1, 2, 2), written))).History
            .Should().BeEquivalentTo(written);
    }

    [Fact]
    public void A_network_without_a_history_comes_back_without_one() =>
        DenseNetworkFormat.Read(new MemoryStream(Write(Networks.Random(1, 2, 2), null))).History.Should().BeNull();

    [Fact]
    public void The_layout_is_the_documented_one()
    {
        DenseLayer[] layers = [new([1f, 2f, 3f, 4f, 5f, 6f], [7f, 8f, 9f]), new([10f, 11f, 12f], [13f])];
        var network = new DenseNetwork(layers, temperature: 1.5f, rejectionThreshold: -2.5f);

        var bytes = Write(network, null);

        using var reader = new BinaryReader(new MemoryStream(bytes));
        Encoding.ASCII.GetString(reader.ReadBytes(4)).Should().Be("DNET");
        uint[] header = [reader.ReadUInt32(), reader.ReadUInt32(), reader.ReadUInt32(), reader.ReadUInt32(), reader.ReadUInt32()];
        header.Should().Equal(3u, 2u, 2u, 3u, 1u); // version, layers, features, outputs of each layer
        Enumerable.Range(1, 13).Select(_ => reader.ReadSingle()).Should().Equal(Enumerable.Range(1, 13).Select(i => (float)i));
        reader.ReadUInt32().Should().Be(0u); // no background class
        reader.ReadSingle().Should().Be(1.5f); // temperature
        reader.ReadSingle().Should().Be(-2.5f); // rejection threshold
        reader.ReadUInt32().Should().Be(0u); // no history
        reader.ReadBytes(4).Should().Equal(Crc32.Hash(bytes.AsSpan(0, bytes.Length - 4)));
        reader.PeekChar().Should().Be(-1);
    }

    [Theory]
    [InlineData(false, 1, null)]
    [InlineData(true, 0.75f, -3.25f)]
    [InlineData(true, 20, null)]
    [InlineData(false, 0.05f, 0f)]
    public void What_was_measured_on_the_network_comes_back(bool hasBackgroundClass, float temperature, float? rejectionThreshold)
    {
        var network = new DenseNetwork([.. Networks.Random(1, 3, 4, 5).Layers], hasBackgroundClass, temperature, rejectionThreshold);

        var (read, _) = DenseNetworkFormat.Read(new MemoryStream(Write(network, null)));

        read.HasBackgroundClass.Should().Be(hasBackgroundClass);
        read.ClassCount.Should().Be(hasBackgroundClass ? 4 : 5);
        read.Temperature.Should().Be(temperature);
        read.RejectionThreshold.Should().Be(rejectionThreshold);
    }

    [Theory]
    [InlineData(0, float.NaN, "The network's temperature is not a finite number above 0.")]
    [InlineData(0, 0, "The network's temperature is not a finite number above 0.")]
    [InlineData(0, float.PositiveInfinity, "The network's temperature is not a finite number above 0.")]
    [InlineData(4, float.NegativeInfinity, "The network's rejection threshold is infinite.")]
    [InlineData(-4, 1e-45f, null)]
    [InlineData(-4, 1, "The network claims 1065353216 background classes among 2 outputs.")]
    public void What_cannot_have_been_measured_is_refused(int offset, float value, string? message)
    {
        var bytes = Write(Networks.Random(1, 2, 2), null);
        var place = bytes.Length - 4 - sizeof(uint) - (2 * sizeof(float)) + offset; // of the temperature
        BinaryPrimitives.WriteSingleLittleEndian(bytes.AsSpan(place), value);
        Crc32.Hash(bytes.AsSpan(0, bytes.Length - 4)).CopyTo(bytes, bytes.Length - 4);

        if (message is null)
        {
            DenseNetworkFormat.Read(new MemoryStream(bytes)).Network.HasBackgroundClass.Should().BeTrue(); // its bits are those of 1
        }
        else
        {
            Refuse(bytes).Message.Should().Be($"{message} The model was damaged. Copy or train it again.");
        }
    }

    [Fact]
    public void A_background_class_alone_is_no_network()
    {
        var bytes = Write(new DenseNetwork([new DenseLayer([1f], [0f])]), null);
        bytes[^(4 + sizeof(uint) + (2 * sizeof(float)) + sizeof(uint))] = 1;

        Refuse(bytes).Message.Should().StartWith("The network claims 1 background classes among 1 outputs.");
    }

    [Fact]
    public void Every_shorter_file_is_refused()
    {
        var bytes = Write(Networks.Random(1, 3, 2, 2), History);

        for (var length = 0; length < bytes.Length; length++)
        {
            Refuse(bytes[..length]);
        }
    }

    [Fact]
    public void Every_flipped_bit_is_noticed()
    {
        var bytes = Write(Networks.Random(1, 3, 2, 2), History);

        for (var bit = 0; bit < bytes.Length * 8; bit++)
        {
            var damaged = (byte[])bytes.Clone();
            damaged[bit / 8] ^= (byte)(1 << (bit % 8));
            Refuse(damaged);
        }
    }

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    [InlineData(float.NegativeInfinity)]
    public void A_weight_that_is_not_finite_is_refused(float weight)
    {
        var bytes = Write(new DenseNetwork([new DenseLayer([1f, weight], [0f, 0f])]), null);

        Refuse(bytes).Message.Should().StartWith("Layer 0 of the network has a weight that is not a finite number");
    }

    [Fact]
    public void A_claim_of_huge_layers_costs_no_memory()
    {
        var claims = new MemoryStream();
        using var writer = new BinaryWriter(claims);
        writer.Write("DNET"u8);
        foreach (var field in (uint[])[3, 1, 40_000, 50_000])
        {
            writer.Write(field);
        }

        writer.Write(new byte[100]);
        var before = GC.GetAllocatedBytesForCurrentThread();

        Refuse(claims.ToArray()).Message.Should().Contain("cut off");

        (GC.GetAllocatedBytesForCurrentThread() - before).Should().BeLessThan(4_000_000);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(4)]
    public void Another_version_is_refused_with_advice(byte version)
    {
        var bytes = Write(Networks.Random(1, 2, 2), null);
        bytes[4] = version;

        Refuse(bytes).Message.Should().Be(
            $"The network is in version {version} of its format, but this library reads version 3. Use the version of this library that " +
            "wrote it, or train it again.");
    }

    private static byte[] Write(DenseNetwork network, TrainingHistory? history)
    {
        using var stream = new MemoryStream();
        DenseNetworkFormat.Write(stream, network, history);
        return stream.ToArray();
    }

    private static InvalidDataException Refuse(byte[] bytes) =>
        Assert.Throws<InvalidDataException>(() => DenseNetworkFormat.Read(new MemoryStream(bytes)));
}
