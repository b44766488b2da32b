using System.Text;
using Testing;

namespace DenseNetworks.Tests.Models;

/// <summary>A network out of what ML.NET saved, in a program that has no ML.NET.</summary>
public sealed class LoadTests
{
    [Fact]
    public void I_can_load_the_network_of_a_pipeline_that_MLNet_saved()
    {
        var network = DenseNetwork.Load(SavedFlowers.File);

        ShouldBeTheFlowers(network);
        AppDomain.CurrentDomain.GetAssemblies().Select(assembly => assembly.GetName().Name)
            .Should().NotContain(name => name!.StartsWith("Microsoft.ML", StringComparison.Ordinal));
    }

    [Fact]
    public void It_knows_its_classes_its_layers_and_its_history()
    {
        var network = DenseNetwork.Load(SavedFlowers.File);

        network.ClassNames.Should().Equal("setosa", "versicolor", "virginica");
        network.Layers.Select(layer => (layer.InputSize, layer.OutputSize)).Should().Equal((2, 8), (8, 3));
        network.History!.Epochs.Should().HaveCount(20);
        network.History.Epochs[^1].Accuracy.Should().BeGreaterThan(0.9);
    }

    [Fact]
    public void A_stream_is_read_from_where_it_stands_and_stays_open()
    {
        using var stream = new MemoryStream([1, 2, 3, .. SavedFlowers.Zip]);
        stream.Position = 3;

        ShouldBeTheFlowers(DenseNetwork.Load(stream));

        stream.Position.Should().Be(stream.Length);
    }

    [Fact]
    public void A_stream_that_cannot_seek_and_gives_little_at_a_time_will_do()
    {
        using var stream = new ForwardOnly(new MemoryStream(SavedFlowers.Zip));

        ShouldBeTheFlowers(DenseNetwork.Load(stream));
    }

    [Fact]
    public void Many_threads_load_and_use_one_file_at_once() => Parallel.For(0, 64, _ =>
        ShouldBeTheFlowers(DenseNetwork.Load(SavedFlowers.File)));

    [Fact]
    public void What_the_file_names_is_not_looked_up()
    {
        var zip = SavedFlowers.WithContent(SavedFlowers.NetworkEntry, bytes =>
        {
            var name = Encoding.Unicode.GetBytes("DenseNetworks.ML, Version=0");
            var start = bytes.AsSpan().IndexOf(name);
            Encoding.Unicode.GetBytes("NothingByThis.Na, Version=9").CopyTo(bytes.AsSpan(start));
            return bytes;
        });

        ShouldBeTheFlowers(DenseNetwork.Load(new MemoryStream(zip)));
    }

    [Fact]
    public void Other_steps_may_be_damaged_inside()
    {
        var zip = SavedFlowers.WithContent("TransformerChain/Transform_002/Model.key", bytes =>
        {
            bytes[256] ^= 0xFF;
            return bytes;
        });

        ShouldBeTheFlowers(DenseNetwork.Load(new MemoryStream(zip)));
    }

    [Fact]
    public void A_pipeline_without_a_network_is_refused_by_what_it_has() => MessageOf(SavedFlowers.WithContent(
        SavedFlowers.NetworkEntry, bytes =>
        {
            bytes[0x50] = (byte)'T'; // the first letter of the kind
            return bytes;
        }))
        .Should().Be(
            "The stream is not a model that a network can be loaded from. It is a pipeline of TermTransform, ConcatTransform, " +
            "Normalizer, TenseNetwork, KeyToValueTransform, with 0 steps of the kind 'DenseNetwork'. Save a pipeline with one.");

    [Fact]
    public void A_pipeline_with_two_networks_is_refused()
    {
        var network = SavedFlowers.Parts.Single(part => part.Name == SavedFlowers.NetworkEntry);

        MessageOf(SavedFlowers.WithContent("TransformerChain/Transform_004/Model.key", _ => network.Content))
            .Should().EndWith("with 2 steps of the kind 'DenseNetwork'. Save a pipeline with one.");
    }

    [Theory]
    [InlineData("", "It is empty. Copy or save it again.")]
    [InlineData("a photograph", "It is not a zip file. Use the zip that was saved.")]
    public void What_is_no_zip_is_refused(string content, string why) => MessageOf(Encoding.ASCII.GetBytes(content))
        .Should().Be($"The stream is not a model that a network can be loaded from. {why}");

    [Fact]
    public void A_file_is_named_where_it_is_refused_missing_or_a_folder()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllBytes(folder.File("cut.zip"), SavedFlowers.Zip[..^1]);

        Load("cut.zip").Should().Throw<InvalidDataException>().WithMessage($"'{folder.File("cut.zip")}' is not a model*it was cut off*");
        Load("missing.zip").Should().Throw<FileNotFoundException>().WithMessage($"There is no file '{folder.File("missing.zip")}'*");
        Load("").Should().Throw<IOException>().WithMessage("*it is a folder. Name a file inside it.");

        Action Load(string name) => () => DenseNetwork.Load(Path.Combine(folder.Path, name));
    }

    private static void ShouldBeTheFlowers(DenseNetwork network)
    {
        var scores = new float[3];
        foreach (var (features, expected) in SavedFlowers.Rows)
        {
            network.ComputeProbabilities(features, scores);
            scores.Zip(expected, (actual, then) => Math.Abs(actual - then)).Max().Should().BeLessThan(1e-6f);
        }
    }

    private static string MessageOf(byte[] zip) =>
        Assert.Throws<InvalidDataException>(() => DenseNetwork.Load(new MemoryStream(zip))).Message;
}
