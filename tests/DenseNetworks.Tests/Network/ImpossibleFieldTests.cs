using System.Buffers.Binary;
using System.IO.Hashing;
using DenseNetworks;
using DenseNetworks.Network;
using Testing;

namespace DenseNetworks.Tests.Network;

/// <summary>
/// Networks whose checksum is right and whose fields cannot be: written by another program, or by somebody with intent.
/// </summary>
public sealed class ImpossibleFieldTests
{
    private const int Version = 4;
    private const int LayerCount = 8;
    private const int Features = 12;
    private const int Outputs = 16;

    // From the start of the history, whose epochs have 52 bytes each.
    private const int EpochCount = 0;
    private const int BestEpoch = 4;
    private const int FirstPlan = 8;
    private const int SecondPlan = FirstPlan + 52;
    private const int FirstDuration = FirstPlan + 44;
    private const int HistorySize = 8 + (2 * 52);

    [Theory]
    [InlineData(0, 0x54454E45u, "These bytes are not a dense network: they do not start with \"DNET\".")]
    [InlineData(Version, 0u, "The network is in version 0 of its format, but this library reads version 3.")]
    [InlineData(LayerCount, 0u, "The network claims 0 layers; 1 to 1000 are possible.")]
    [InlineData(LayerCount, 1001u, "The network claims 1001 layers; 1 to 1000 are possible.")]
    [InlineData(Features, 0u, "A layer of the network claims 0 values.")]
    [InlineData(Features, 0x80000000u, "A layer of the network claims 2147483648 values.")]
    [InlineData(Outputs + 4, 0u, "A layer of the network claims 0 values.")]
    [InlineData(Features, 0x7FFFFFFFu, "Layer 0 of the network claims 6442450941 weights, too many for one array.")]
    [InlineData(Outputs + 4, 0x7FFFFFFFu, "Layer 1 of the network claims 6442450941 weights, too many for one array.")]
    public void A_field_of_the_header_is_refused_by_its_name(int offset, uint value, string message) =>
        MessageOf(Changed(offset, value)).Should().StartWith(message);

    [Theory]
    [InlineData(EpochCount, 100_001u, "The network's history claims 100001 epochs; up to 100000 are possible.")]
    [InlineData(EpochCount, 0x80000000u, "The network's history has no epochs, but a backend or a batch size.")]
    [InlineData(EpochCount, 0x03000002u, "The network's history names the unknown backend 3.")]
    [InlineData(BestEpoch, 0u, "The network's history names epoch 0 of 2 as the best.")]
    [InlineData(BestEpoch, 3u, "The network's history names epoch 3 of 2 as the best.")]
    [InlineData(FirstPlan, 0u, "Epoch 1 of the network's history claims a plan of 0.")]
    [InlineData(FirstPlan, 0x80000000u, "Epoch 1 of the network's history claims a plan of 2147483648.")]
    [InlineData(SecondPlan, 1u, "Epoch 2 of the network's history claims a plan of 1.")]
    public void A_field_of_the_history_is_refused_by_its_name(int offset, uint value, string message) =>
        MessageOf(Changed(offset - HistorySize, value)).Should().StartWith(message);

    [Theory]
    [InlineData(0, 0u, "The network's history claims batches of 0 rows.")]
    [InlineData(0, 0x80000000u, "The network's history claims batches of 2147483648 rows.")]
    [InlineData(4, 2u, "The network's history has an impossible seed.")]
    [InlineData(4, 0u, "The network's history has an impossible seed.")] // there is none, and it is 1
    public void A_setting_of_the_training_that_cannot_be_is_refused(int offset, uint value, string message)
    {
        var bytes = Write(
            Networks.Random(1, 3, 3, 3),
            new TrainingHistory([Epoch(1), Epoch(2)], bestEpoch: 2) { Seed = 1, BatchSize = 32 });
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(bytes.Length - 4 - (2 * 52) - 12 + offset), value);

        MessageOf(Signed(bytes)).Should().StartWith(message);
    }

    [Theory]
    [InlineData(-1.0)]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(3.2e9)] // seconds: more than a hundred years
    public void A_duration_that_cannot_be_is_refused(double seconds) =>
        MessageOf(WithDuration(seconds)).Should().StartWith("The network's history holds an impossible duration.");

    [Theory]
    [InlineData(0.0)]
    [InlineData(3e9)]
    public void A_duration_that_can_be_is_read(double seconds) =>
        Read(WithDuration(seconds)).History!.Epochs[0].Duration.TotalSeconds.Should().Be(seconds);

    [Fact]
    public void Epochs_of_more_than_a_hundred_years_in_all_are_refused()
    {
        var epochs = Enumerable.Range(1, 3).Select(epoch => new EpochResult
        {
            Epoch = epoch, EpochCount = 3, Loss = 1, Accuracy = 0, LearningRate = 1, Duration = TimeSpan.FromDays(15_000),
        });

        MessageOf(Write(Networks.Random(1, 2, 3), new TrainingHistory([.. epochs], 1)))
            .Should().StartWith("The network's history claims more than a hundred years.");
    }

    [Fact]
    public void A_history_takes_memory_in_proportion_to_its_bytes()
    {
        var epochs = Enumerable.Range(1, 10_000).Select(epoch => new EpochResult
        {
            Epoch = epoch, EpochCount = 10_000, Loss = 1, Accuracy = 0, LearningRate = 1, Duration = TimeSpan.Zero,
        });
        var bytes = Write(Networks.Random(1, 2, 3), new TrainingHistory([.. epochs], 1));

        Allocations.Least(() => Read(bytes)).Should().BeLessThan(5 * bytes.Length);
    }

    [Fact]
    public void The_last_epoch_may_be_the_best_and_the_last_of_its_plan()
    {
        var history = Read(Changed(SecondPlan - HistorySize, 2)).History!;

        history.BestEpoch.Should().Be(2);
        history.Epochs[1].EpochCount.Should().Be(2);
    }

    [Fact]
    public void As_many_layers_as_are_possible_come_back()
    {
        var layers = Enumerable.Range(1, 1_000).Select(i => new DenseLayer([i], [-i])).ToArray();

        var (network, _) = Read(Write(new DenseNetwork(layers), null));

        network.Layers.Select(layer => layer.Weights[0]).Should().Equal(layers.Select(layer => layer.Weights[0]));
    }

    // A float array is read in pieces that grow: 2^18 values at first.
    [Theory]
    [InlineData(1 << 18)]
    [InlineData((1 << 18) + 1)]
    [InlineData((1 << 20) + 3)]
    public void A_layer_that_is_read_in_pieces_comes_back(int weightCount)
    {
        var weights = Networks.Features(seed: 1, weightCount, zeroShare: 0);

        var (network, _) = Read(Write(new DenseNetwork([new DenseLayer(weights, [0.5f])]), null));

        network.Layers[0].Weights.SequenceEqual(weights).Should().BeTrue();
        network.Layers[0].Biases.ToArray().Should().Equal(0.5f);
    }

    [Theory]
    [InlineData(10, 4)] // inside the number of layers
    [InlineData(24 + 10, 36)] // inside the weights of the first layer
    public void A_network_that_is_cut_off_says_where_it_ends(int length, int fieldSize) =>
        MessageOf(Networked[..length]).Should().Be(
            $"The network ends after {length} bytes, inside a field of {fieldSize} bytes: the model was cut off. " +
            "Copy or train it again.");

    [Fact]
    public void A_network_without_its_checksum_is_cut_off_there() => MessageOf(Networked[..^1])
        .Should().StartWith($"The network ends after {Networked.Length - 1} bytes, inside a field of 4 bytes");

    [Fact]
    public void A_checksum_that_does_not_match_is_told_as_damage()
    {
        var bytes = Networked.ToArray();
        bytes[^1] ^= 1;

        MessageOf(bytes).Should().Be(
            "The network's checksum does not match its content: the model was damaged. Copy or train it again.");
    }

    private static byte[] Networked { get; } = Write(
        Networks.Random(1, 3, 3, 3),
        new TrainingHistory([Epoch(1), Epoch(2)], bestEpoch: 2));

    private static EpochResult Epoch(int epoch) => new()
    {
        Epoch = epoch,
        EpochCount = 5,
        Loss = 0.5,
        Accuracy = 0.9,
        LearningRate = 0.001,
        Duration = TimeSpan.FromSeconds(1),
    };

    private static byte[] WithDuration(double seconds)
    {
        var bytes = Networked.ToArray();
        BinaryPrimitives.WriteDoubleLittleEndian(bytes.AsSpan(bytes.Length - 4 - HistorySize + FirstDuration), seconds);
        return Signed(bytes);
    }

    /// <param name="offset">From the start of the bytes, or, below 0, from where the history ends.</param>
    /// <param name="value">The field's new value.</param>
    private static byte[] Changed(int offset, uint value)
    {
        var bytes = Networked.ToArray();
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(offset < 0 ? bytes.Length - 4 + offset : offset), value);
        return Signed(bytes);
    }

    private static byte[] Signed(byte[] bytes)
    {
        Crc32.Hash(bytes.AsSpan(0, bytes.Length - 4)).CopyTo(bytes, bytes.Length - 4);
        return bytes;
    }

    private static string MessageOf(byte[] bytes) => Assert.Throws<InvalidDataException>(() => Read(bytes)).Message;

    private static (DenseNetwork Network, TrainingHistory? History) Read(byte[] bytes) =>
        DenseNetworkFormat.Read(new MemoryStream(bytes));

    private static byte[] Write(DenseNetwork network, TrainingHistory? history)
    {
        using var stream = new MemoryStream();
        DenseNetworkFormat.Write(stream, network, history);
        return stream.ToArray();
    }
}
