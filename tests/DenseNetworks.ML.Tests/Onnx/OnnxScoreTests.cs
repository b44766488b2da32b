using DenseNetworks;
using DenseNetworks.ML.Onnx;
using DenseNetworks.ML.Onnx.Schema;
using Google.Protobuf;
using Testing;

namespace DenseNetworks.ML.Tests.Onnx;

/// <summary>ONNX Runtime is the judge: it must give what the network gives.</summary>
public sealed class OnnxScoreTests
{
    [Theory]
    [InlineData(1, new[] { 4, 3 })]
    [InlineData(3, new[] { 7, 5 })]
    [InlineData(5, new[] { 784, 10 })]
    [InlineData(1, new[] { 3, 5, 2 })]
    [InlineData(64, new[] { 784, 128, 128, 10 })]
    [InlineData(7, new[] { 13, 17, 1, 31, 6 })]
    [InlineData(2, new[] { 1, 1, 1, 1, 1 })]
    public void ONNX_Runtime_gives_the_same_scores_and_classes(int rowCount, int[] sizes)
    {
        ArgumentNullException.ThrowIfNull(sizes);
        var network = Networks.Random(1, sizes);
        var rows = Enumerable.Range(0, rowCount).Select(seed => Networks.Features(seed, network.InputSize, zeroShare: 0.5)).ToList();
        using var engine = new OnnxEngine(Transformers.ExportOnnx(Transformers.Of(network)));

        var (scores, classes) = engine.Run(rows.SelectMany(row => row).ToArray(), rowCount);

        var expected = rows.Select(row => Score(network, row)).ToList();
        scores.Should().HaveCount(rowCount * network.ClassCount);
        scores.Zip(expected.SelectMany(row => row), (actual, ours) => Math.Abs(actual - ours)).Max().Should().BeLessThan(1e-5f);
        classes.Should().Equal(expected.Select(row => (long)Array.IndexOf(row, row.Max())));
    }

    [Theory]
    [InlineData(2.5f, false)]
    [InlineData(1, true)]
    [InlineData(0.2f, true)]
    public void A_temperature_and_a_background_class_give_the_same_scores_there(float temperature, bool hasBackgroundClass)
    {
        var network = new DenseNetwork([.. Networks.Random(1, 20, 9, 6).Layers], hasBackgroundClass, temperature);
        var rows = Enumerable.Range(0, 8).Select(seed => Networks.Features(seed, network.InputSize, zeroShare: 0.5)).ToList();
        using var engine = new OnnxEngine(Transformers.ExportOnnx(Transformers.Of(network, "temperature")));

        var (scores, classes) = engine.Run(rows.SelectMany(row => row).ToArray(), rows.Count);

        var expected = rows.Select(row => Score(network, row)).ToList();
        scores.Should().HaveCount(rows.Count * network.ClassCount);
        scores.Zip(expected.SelectMany(row => row), (actual, ours) => Math.Abs(actual - ours)).Max().Should().BeLessThan(1e-5f);
        classes.Should().Equal(expected.Select(row => (long)Array.IndexOf(row, row.Max())));
    }

    [Fact]
    public void No_rows_give_no_scores()
    {
        using var engine = new OnnxEngine(Transformers.ExportOnnx(Transformers.Of(Networks.Random(1, 4, 3, 2))));

        var (scores, classes) = engine.Run(Array.Empty<float>(), rowCount: 0);

        scores.Should().BeEmpty();
        classes.Should().BeEmpty();
    }

    [Fact]
    public void The_first_of_two_likeliest_classes_is_the_one()
    {
        var network = new DenseNetwork([new DenseLayer(new float[6], [0f, 1f, 1f])]);
        using var engine = new OnnxEngine(Transformers.ExportOnnx(Transformers.Of(network)));

        engine.Run([5f, -5f], rowCount: 1).Classes.Should().Equal(1);
    }

    [Fact]
    public void Large_logits_do_not_overflow()
    {
        var network = new DenseNetwork([new DenseLayer([1e6f, -1e6f, 3e6f], [0f, 0f, 0f])]);
        using var engine = new OnnxEngine(Transformers.ExportOnnx(Transformers.Of(network)));

        engine.Run([1f, -1f], rowCount: 2).Scores.Should().Equal(0, 0, 1, 0, 1, 0);
    }

    [Fact]
    public void Every_pixel_is_divided_as_NormalizePixels_divides_it()
    {
        var pixels = Enumerable.Range(0, 256).Select(value => (byte)value).ToArray();
        var features = Array.ConvertAll(pixels, pixel => pixel / 255f);
        using var stream = new MemoryStream();
        OnnxModel.Create(new OnnxExport
        {
            Network = Networks.Random(1, 256, 2),
            InputName = "Pixels",
            ClassOutputName = "Digit",
            ByteDivisor = 255,
        }).Write(stream);
        using var engine = new OnnxEngine(WithOutput(stream.ToArray(), "features"));

        engine.Run(pixels, rowCount: 1, "features").Should().Equal(features);
    }

    private static float[] Score(DenseNetwork network, float[] row)
    {
        var probabilities = new float[network.ClassCount];
        network.ComputeProbabilities(row, probabilities);
        return probabilities;
    }

    // Shows a value that lies inside the graph.
    private static byte[] WithOutput(byte[] model, string name)
    {
        var message = ModelProto.Parser.ParseFrom(model);
        message.Graph.Output.Add(new ValueInfoProto(message.Graph.Input[0])
        {
            Name = name,
            Type = new TypeProto(message.Graph.Input[0].Type) { TensorType = { ElemType = (int)TensorProto.Types.DataType.Float } },
        });
        return message.ToByteArray();
    }
}
