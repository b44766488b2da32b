using DenseNetworks.Network;
using Microsoft.ML;
using Microsoft.ML.Data;
using Testing;

namespace DenseNetworks.ML.Tests.Scoring;

/// <summary>An exported model as a step of another ML.NET pipeline, through ApplyOnnxModel.</summary>
public sealed class OnnxInMLNetTests : IDisposable
{
    private readonly MLContext _ml = new(seed: 1);
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void ApplyOnnxModel_gives_what_the_transformer_gives()
    {
        var points = Point.GenerateLabelled(_ml, count: 100);
        var transformer = Transformers.Of(Networks.Random(1, 2, 8, 3), classNames: Point.Colours);
        transformer.ExportOnnx(_folder.File("points.onnx"));

        var onnx = _ml.Transforms.ApplyOnnxModel(["Score", "PredictedLabel"], ["Features"], _folder.File("points.onnx"))
            .Append(_ml.Transforms.CopyColumns("Class", "PredictedLabel"));
        var scored = onnx.Fit(points).Transform(points);

        var ours = transformer.Transform(points);
        Rows.Vectors(scored, "Score").SelectMany(row => row).Zip(Rows.Vectors(ours, "Score").SelectMany(row => row))
            .Max(pair => Math.Abs(pair.First - pair.Second)).Should().BeLessThan(1e-5f);
        scored.GetColumn<VBuffer<long>>("Class").Select(value => (uint)value.GetItemOrDefault(0) + 1)
            .Should().Equal(Rows.Keys(ours, "PredictedLabel"), "a key counts from 1");
    }
}
