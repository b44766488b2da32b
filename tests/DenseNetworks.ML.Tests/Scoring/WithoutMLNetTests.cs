using Microsoft.ML;
using Microsoft.ML.Data;
using Testing;

namespace DenseNetworks.ML.Tests.Scoring;

/// <summary>What ML.NET saves is loaded without it, and gives the same, bit for bit.</summary>
public sealed class WithoutMLNetTests : IDisposable
{
    private readonly MLContext _ml = new(seed: 1);
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_network_among_steps_of_MLNets_own()
    {
        var points = Point.Generate(_ml, count: 60);
        var model = Point.Prepare(_ml)
            .Append(_ml.Transforms.NormalizeMinMax("Features"))
            .Append(_ml.MulticlassClassification.Trainers.DenseNetwork(hiddenLayers: [5], epochs: 2))
            .Append(_ml.Transforms.Conversion.MapKeyToValue("Class", "PredictedLabel")).Fit(points);
        _ml.Model.Save(model, points.Schema, _folder.File("points.zip"));

        var network = DenseNetwork.Load(_folder.File("points.zip"));

        ShouldGive(network, model.Transform(points));
        network.ClassNames.Should().Equal(Point.Colours);
        network.History!.Epochs.Should().HaveCount(2);
    }

    [Fact]
    public void A_network_that_was_saved_alone_and_one_that_was_saved_with_its_loader()
    {
        var points = Point.GenerateLabelled(_ml, count: 60);
        var transformer = _ml.MulticlassClassification.Trainers.DenseNetwork(epochs: 1).Fit(points);
        var loader = _ml.Data.CreateTextLoader([new TextLoader.Column("Features", DataKind.Single, 0, 1)]);
        _ml.Model.Save(transformer, points.Schema, _folder.File("alone.zip"));
        _ml.Model.Save(transformer, loader, _folder.File("with-loader.zip"));

        ShouldGive(DenseNetwork.Load(_folder.File("alone.zip")), transformer.Transform(points));
        ShouldGive(DenseNetwork.Load(_folder.File("with-loader.zip")), transformer.Transform(points));
    }

    [Fact]
    public void A_network_with_a_background_class_a_temperature_and_a_threshold()
    {
        var network = new DenseNetwork([.. Networks.Random(1, 20, 9, 6).Layers], hasBackgroundClass: true, temperature: 2.5f, rejectionThreshold: 0.5f);
        var schema = new DataViewSchema.Builder();
        schema.AddColumn("Features", new VectorDataViewType(NumberDataViewType.Single, 20));
        _ml.Model.Save(Transformers.Of(network), schema.ToSchema(), _folder.File("network.zip"));

        var loaded = DenseNetwork.Load(_folder.File("network.zip"));

        (loaded.HasBackgroundClass, loaded.Temperature, loaded.RejectionThreshold, loaded.ClassCount).Should().Be((true, 2.5f, 0.5f, 5));
        (loaded.ClassNames, loaded.History).Should().Be((null, null));
        var features = Networks.Features(seed: 1, count: 20, zeroShare: 0.5);
        Score(loaded, features).Should().Equal(Score(network, features));
    }

    [Fact]
    public void What_a_training_has_made_knows_its_classes_before_it_is_saved() =>
        _ml.MulticlassClassification.Trainers.DenseNetwork(epochs: 1).Fit(Point.GenerateLabelled(_ml, count: 60))
            .Network.ClassNames.Should().Equal(Point.Colours);

    private static void ShouldGive(DenseNetwork network, IDataView scored) => scored.GetColumn<float[]>("Features")
        .Zip(scored.GetColumn<float[]>("Score"))
        .Should().AllSatisfy(row => Score(network, row.First).Should().Equal(row.Second));

    private static float[] Score(DenseNetwork network, float[] features)
    {
        var scores = new float[network.ClassCount];
        network.ComputeProbabilities(features, scores);
        return scores;
    }
}
