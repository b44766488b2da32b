using DenseNetworks;
using DenseNetworks.IO.Zip;
using DenseNetworks.ML.MLNet;
using DenseNetworks.Models;
using Mnist.Classifier.Tests.Support.Zips;
using Testing;

namespace Mnist.Classifier.Tests.Loading;

/// <summary>Untrusted files take no more memory than their size.</summary>
public sealed class ZipSizeTests
{
    private const long Mebibyte = 1 << 20;

    [Fact]
    public void A_bomb_is_rejected_before_it_is_unpacked()
    {
        var bomb = SmallModel.With(SmallModel.Network, part => part with { Content = new byte[100 * Mebibyte] });
        bomb.Length.Should().BeLessThan(200_000);

        AllocatedByRefusing(bomb, "expands from").Should().BeLessThan(Mebibyte);
    }

    [Fact]
    public void A_bomb_that_lies_about_its_size_is_rejected_without_being_kept()
    {
        var zeros = new byte[100 * Mebibyte];
        foreach (var size in new[] { 10_000u, 15 * (uint)Mebibyte })
        {
            var bomb = SmallModel.With(SmallModel.Network, part => part with { Content = zeros, Size = size });

            AllocatedByRefusing(bomb, "which they do not").Should().BeLessThan(2 * Mebibyte);
        }
    }

    [Fact]
    public void Many_small_bombs_are_one_large_bomb()
    {
        var zeros = new byte[10 * Mebibyte];
        var bombs = Enumerable.Range(0, 20).Select(i => new ZipPart($"{i}", zeros));

        AllocatedByRefusing(ZipBytes.Write([.. SmallModel.Parts, .. bombs]), "Its content expands from")
            .Should().BeLessThan(Mebibyte);
    }

    [Fact]
    public void A_network_of_zeros_is_loaded_although_its_zip_is_tiny()
    {
        var zeros = new DenseLayer(new float[784 * 2_000], new float[2_000]);
        DenseNetwork network = new([zeros, .. Networks.Random(1, 2_000, 10).Layers]);
        var zip = SmallModel.Save(network);
        zip.Length.Should().BeLessThan(200_000);

        Loaded.From(zip).Network.ParameterCount.Should().Be(network.ParameterCount);
    }

    [Fact]
    public void A_false_length_takes_no_memory()
    {
        // DNET, version, one layer, and then sizes that are claimed: of 2 billion weights.
        var zip = SmallModel.WithContent(SmallModel.Network, bytes =>
        {
            var start = bytes.AsSpan().IndexOf("DNET"u8);
            BitConverter.TryWriteBytes(bytes.AsSpan(start + 12), 46_000).Should().BeTrue();
            BitConverter.TryWriteBytes(bytes.AsSpan(start + 16), 46_000).Should().BeTrue();
            return bytes;
        });

        AllocatedByRefusing(zip, "cut off").Should().BeLessThan(4 * Mebibyte);
    }

    [Fact]
    public void A_stream_without_an_end_is_read_no_further_than_the_limit()
    {
        var limits = ZipLimits.OfModels with { MaxSize = (int)(4 * Mebibyte) };
        using var endless = new EndlessStream("PK\u0003\u0004"u8.ToArray());

        var read = () => ModelFile.Read(endless, zip => zip, "It is no model.", limits);

        read.Should().Throw<InvalidDataException>().WithMessage("It is no model. It has more than 4,194,304 bytes*");
        endless.BytesRead.Should().BeLessThan(5 * Mebibyte);
    }

    [Fact]
    public void A_stream_without_an_end_that_does_not_start_as_a_zip_is_read_no_further_than_its_start()
    {
        using var endless = new EndlessStream([]);

        var load = () => MnistClassifier.Load(endless);

        load.Should().Throw<InvalidDataException>().WithMessage("*It is not a zip file*");
        endless.BytesRead.Should().BeLessThan(100);
    }

    [Fact]
    public void A_file_above_the_limit_is_not_read()
    {
        using var folder = new TemporaryFolder();
        var path = folder.File("large.zip");
        using (var file = File.Create(path))
        {
            file.Write("PK\u0003\u0004"u8);
            file.SetLength((512 * Mebibyte) + 1); // no room on the disk: the rest is a hole
        }

        var load = () => MnistClassifier.Load(path);
        var before = GC.GetAllocatedBytesForCurrentThread();
        load.Should().Throw<InvalidDataException>().WithMessage("*large.zip*more than 536,870,912 bytes*mlContext*");

        (GC.GetAllocatedBytesForCurrentThread() - before).Should().BeLessThan(Mebibyte);
    }

    [Fact]
    public void The_limits_have_room_for_two_hidden_layers_of_4096()
    {
        const long Weights = (784 * 4_096) + (4_096 * 4_096) + (4_096 * 10);

        (Weights * sizeof(float)).Should().BeLessThan(ZipLimits.OfModels.MaxSize / 4);
    }

    private static long AllocatedByRefusing(byte[] zip, string reason)
    {
        Loaded.ShouldBeRefused(SmallModel.Zip[..100], ""); // what is made once is not counted
        using var stream = new MemoryStream(zip);
        var before = GC.GetAllocatedBytesForCurrentThread();
        var message = "";
        try
        {
            MnistClassifier.Load(stream);
        }
        catch (InvalidDataException e)
        {
            message = e.Message;
        }

        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        message.Should().Contain(reason);
        return allocated;
    }
}
