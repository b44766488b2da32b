using DenseNetworks;
using DenseNetworks.ML;
using Microsoft.ML;
using Microsoft.ML.Data;
using Testing;

namespace DenseNetworks.ML.Tests.Training.Rows;

/// <summary>Which form a trainer keeps features in shows in its speed and memory, and nowhere else.</summary>
public sealed class FeatureFormTests
{
    private const int FeatureCount = 40;
    private const int RowCount = 300;

    private readonly MLContext _ml = new(seed: 1);

    [Fact]
    public void Rows_that_come_without_their_zeros_teach_what_those_with_them_teach()
    {
        var rows = MakeRows(zeroShare: 0.9);

        var dense = Fit(rows.Select(row => new VBuffer<float>(FeatureCount, row)));
        var sparse = Fit(rows.Select(WithoutZeros));

        AreSame(dense, sparse).Should().BeTrue();
    }

    [Fact]
    public void Rows_without_their_zeros_may_be_full_and_may_have_zeros_all_the_same()
    {
        var rows = MakeRows(zeroShare: 0.3);
        int[] all = [.. Enumerable.Range(0, FeatureCount)];

        var dense = Fit(rows.Select(row => new VBuffer<float>(FeatureCount, row)));
        var sparse = Fit(rows.Select((row, i) => i % 2 == 0 ? WithoutZeros(row) : new VBuffer<float>(FeatureCount, FeatureCount, row, all)));

        AreSame(dense, sparse).Should().BeTrue();
    }

    [Fact]
    public void First_rows_unlike_the_rest_are_no_harm()
    {
        var mostlyZero = MakeRows(zeroShare: 0.95);
        var full = MakeRows(zeroShare: 0);

        foreach (var rows in new[] { mostlyZero.Concat(full), full.Concat(mostlyZero) })
        {
            Fit(rows.Select(row => new VBuffer<float>(FeatureCount, row))).History!.Epochs[^1].Accuracy.Should().BeGreaterThan(0.6);
        }
    }

    [Fact]
    public void A_validation_set_of_another_form_is_evaluated()
    {
        var training = View(MakeRows(zeroShare: 0.95).Select(row => new VBuffer<float>(FeatureCount, row)));
        var validation = View(MakeRows(zeroShare: 0).Select(row => new VBuffer<float>(FeatureCount, row)));

        foreach (var (train, validate) in new[] { (training, validation), (validation, training) })
        {
            var model = _ml.MulticlassClassification.Trainers.DenseNetwork(new DenseNetworkTrainer.Options
            {
                Recipe = new() { HiddenLayers = [8], Epochs = 2 },
                ValidationSet = validate,
            }).Fit(train);

            var expected = _ml.MulticlassClassification.Evaluate(model.Transform(validate)).MicroAccuracy;
            model.History!.Epochs[^1].ValidationAccuracy.Should().BeApproximately(expected, 1e-9);
        }
    }

    [Fact]
    public void Features_that_are_all_zero_teach_how_often_each_class_comes()
    {
        var model = Fit(Enumerable.Range(0, RowCount).Select(_ => new VBuffer<float>(FeatureCount, 0, null, null)));

        model.History!.Epochs[^1].Loss.Should().BeApproximately(Math.Log(2), 0.01);
    }

    // Two classes, told apart by which half of the features is larger.
    private static List<float[]> MakeRows(double zeroShare) => [.. Enumerable.Range(0, RowCount).Select(seed =>
    {
        var row = Networks.Features(seed, FeatureCount, zeroShare);
        for (var i = 0; i < FeatureCount / 2; i++)
        {
            row[i + (seed % 2 * FeatureCount / 2)] *= 3;
        }

        return row;
    })];

    private static VBuffer<float> WithoutZeros(float[] row)
    {
        var sparse = SparseRows.Of(row);
        return new VBuffer<float>(row.Length, sparse.Slots.Length, sparse.Values.ToArray(), sparse.Slots.ToArray());
    }

    private static bool AreSame(DenseNetworkTransformer a, DenseNetworkTransformer b) =>
        a.Network.Layers.Zip(b.Network.Layers).All(pair => pair.First.Weights.SequenceEqual(pair.Second.Weights));

    private DenseNetworkTransformer Fit(IEnumerable<VBuffer<float>> rows) => new MLContext(seed: 1).MulticlassClassification.Trainers
        .DenseNetwork(hiddenLayers: [8], epochs: 10, batchSize: 16, learningRate: 0.01).Fit(View(rows));

    private IDataView View(IEnumerable<VBuffer<float>> rows)
    {
        var definition = SchemaDefinition.Create(typeof(Row));
        definition[nameof(Row.Features)].ColumnType = new VectorDataViewType(NumberDataViewType.Single, FeatureCount);
        definition[nameof(Row.Label)].ColumnType = new KeyDataViewType(typeof(uint), 2);
        return _ml.Data.LoadFromEnumerable(
            rows.Select((features, i) => new Row { Features = features, Label = (uint)(i % 2) }).ToList(), definition);
    }

    private sealed class Row
    {
        public VBuffer<float> Features { get; set; }

        // From 0: ML.NET makes keys of it, which count from 1.
        public uint Label { get; set; }
    }
}
