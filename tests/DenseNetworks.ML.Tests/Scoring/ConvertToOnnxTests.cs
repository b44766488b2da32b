using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.OnnxRuntime;
using Testing;

namespace DenseNetworks.ML.Tests.Scoring;

/// <summary>ML.NET's own conversion of a whole pipeline to ONNX, judged by ONNX Runtime.</summary>
public sealed class ConvertToOnnxTests
{
    private const int RowCount = 50;

    private readonly MLContext _ml = new(seed: 1);

    [Theory]
    [InlineData(1, false, new[] { 3, 3 })]
    [InlineData(2.5f, false, new[] { 3, 8, 1, 3 })]
    [InlineData(0.4f, true, new[] { 3, 8, 5, 4 })]
    public void A_whole_pipeline_gives_the_same_scores_classes_and_names(float temperature, bool hasBackgroundClass, int[] sizes)
    {
        var network = new DenseNetwork([.. Networks.Random(1, sizes).Layers], hasBackgroundClass, temperature);
        var data = Leaves();
        var model = _ml.Transforms.Concatenate("Features", nameof(Leaf.Length), nameof(Leaf.Size))
            .Append(_ml.Transforms.NormalizeMeanVariance("Features")).Fit(data)
            .Append(Transformers.Of(network, classNames: Point.Colours));
        var whole = model.Append(_ml.Transforms.Conversion.MapKeyToValue("Colour", "PredictedLabel").Fit(model.Transform(data)));

        using var session = Convert(whole, data);
        using var outputs = Run(session, data, "Score.output", "PredictedLabel.output", "Colour.output");

        var ours = whole.Transform(data);
        ShouldBeNear(outputs[0].GetTensorDataAsSpan<float>().ToArray(), Rows.Vectors(ours, "Score").SelectMany(row => row));
        outputs[1].GetTensorDataAsSpan<uint>().ToArray().Should().Equal(Rows.Keys(ours, "PredictedLabel"), "keys count from 1 there too");
        outputs[2].GetStringTensorAsArray().Should().Equal(ours.GetColumn<string>("Colour"));
    }

    [Theory]
    [InlineData(9)]
    [InlineData(12)]
    public void Every_operator_set_of_the_converter_gives_the_same_scores(int operatorSet)
    {
        var data = Leaves();
        var model = _ml.Transforms.Concatenate("Features", nameof(Leaf.Length), nameof(Leaf.Size)).Fit(data)
            .Append(Transformers.Of(Networks.Random(1, 3, 4, 3)));
        using var stream = new MemoryStream();

        _ml.Model.ConvertToOnnx(model, data, operatorSet, stream);

        using var session = new InferenceSession(stream.ToArray());
        using var outputs = Run(session, data, "Score.output");
        ShouldBeNear(outputs[0].GetTensorDataAsSpan<float>().ToArray(), Rows.Vectors(model.Transform(data), "Score").SelectMany(row => row));
    }

    [Fact]
    public void Features_of_several_dimensions_are_taken_as_they_lie()
    {
        var data = _ml.Data.LoadFromEnumerable(Enumerable.Range(0, RowCount).Select(i => new Picture { Features = [i, -i, 0.5f, i % 3] }).ToList());
        var model = Transformers.Of(Networks.Random(1, 4, 5, 3));

        using var session = Convert(model, data);
        using var features = OrtValue.CreateTensorValueFromMemory(
            data.GetColumn<float[]>(nameof(Picture.Features)).SelectMany(row => row).ToArray(), [RowCount, 2, 2]);
        using var options = new RunOptions();
        using var outputs = session.Run(options, new Dictionary<string, OrtValue> { ["Features"] = features }, ["Score.output"]);

        ShouldBeNear(outputs[0].GetTensorDataAsSpan<float>().ToArray(), Rows.Vectors(model.Transform(data), "Score").SelectMany(row => row));
    }

    private IDataView Leaves() => _ml.Data.LoadFromEnumerable(Enumerable.Range(0, RowCount).Select(i => new Leaf
    {
        Length = MathF.Sin(i) * 20,
        Size = [i % 7, 100 - i],
    }).ToList());

    private InferenceSession Convert(ITransformer model, IDataView data)
    {
        using var stream = new MemoryStream();
        _ml.Model.ConvertToOnnx(model, data, stream);
        return new InferenceSession(stream.ToArray());
    }

    private static IDisposableReadOnlyCollection<OrtValue> Run(InferenceSession session, IDataView data, params string[] outputs)
    {
        using var lengths = OrtValue.CreateTensorValueFromMemory(data.GetColumn<float>(nameof(Leaf.Length)).ToArray(), [RowCount, 1]);
        using var sizes = OrtValue.CreateTensorValueFromMemory(
            data.GetColumn<float[]>(nameof(Leaf.Size)).SelectMany(row => row).ToArray(), [RowCount, 2]);
        using var options = new RunOptions();
        return session.Run(
            options, new Dictionary<string, OrtValue> { [nameof(Leaf.Length)] = lengths, [nameof(Leaf.Size)] = sizes }, outputs);
    }

    private static void ShouldBeNear(float[] actual, IEnumerable<float> expected) =>
        actual.Zip(expected, (there, here) => Math.Abs(there - here)).Should().HaveCount(actual.Length)
            .And.AllSatisfy(difference => difference.Should().BeLessThan(1e-5f));

    private sealed class Leaf
    {
        public float Length { get; set; }

        [VectorType(2)]
        public float[] Size { get; set; } = [];
    }

    private sealed class Picture
    {
        [VectorType(2, 2)]
        public float[] Features { get; set; } = [];
    }
}
