using DenseNetworks;
using Microsoft.ML;
using Microsoft.ML.Data;
using Testing;

namespace DenseNetworks.ML.Tests.Scoring;

/// <summary>A row is scored when a column of it is asked for, once for both.</summary>
public sealed class RowScoringTests
{
    private static readonly DenseNetwork Network = Networks.Random(3, 4, 5, 3);

    private readonly MLContext _ml = new();

    [Fact]
    public void A_row_behind_others_that_nobody_asked_for_has_its_own_score()
    {
        var features = Enumerable.Range(0, 3).Select(row => Networks.Features(row, 4, zeroShare: 0)).ToList();
        var scored = Transformers.Of(Network).Transform(View(features));
        using var cursor = scored.GetRowCursor(scored.Schema);
        var getScore = cursor.GetGetter<VBuffer<float>>(scored.Schema["Score"]);
        var score = default(VBuffer<float>);

        cursor.MoveNext();
        cursor.MoveNext();
        getScore(ref score);

        var expected = new float[3];
        Network.ComputeProbabilities(features[1], expected);
        score.GetValues().ToArray().Should().Equal(expected);
    }

    [Fact]
    public void A_row_without_its_zeros_has_the_score_of_the_row_with_them_bit_for_bit()
    {
        var network = Networks.Random(3, 40, 9, 5, 3);
        var rows = Enumerable.Range(0, 20).Select(row => Networks.Features(row, 40, zeroShare: 0.8)).ToList();
        var schema = SchemaDefinition.Create(typeof(SparseRow));
        schema[nameof(SparseRow.Features)].ColumnType = new VectorDataViewType(NumberDataViewType.Single, 40);
        var sparse = _ml.Data.LoadFromEnumerable(rows.Select(WithoutMostZeros), schema);

        var scores = Transformers.Of(network).Transform(sparse).GetColumn<float[]>("Score");

        var expected = new float[3];
        foreach (var (score, row) in scores.Zip(rows))
        {
            network.ComputeProbabilities(row, expected);
            score.Should().Equal(expected);
        }
    }

    // A sparse vector may have zeros all the same.
    private static SparseRow WithoutMostZeros(float[] row)
    {
        int[] slots = [.. Enumerable.Range(0, row.Length).Where(slot => row[slot] != 0 || slot % 8 == 0)];
        return new SparseRow { Features = new(row.Length, slots.Length, [.. slots.Select(slot => row[slot])], slots) };
    }

    [Fact]
    public void Of_classes_that_are_as_likely_the_first_is_predicted()
    {
        var undecided = new DenseNetwork([new DenseLayer(new float[2 * 3], [-1, 1, 1])]);

        var scored = Transformers.Of(undecided).Transform(View([[0.5f, 0.5f]]));

        scored.GetColumn<uint>("PredictedLabel").Should().Equal(2u);
    }

    private IDataView View(List<float[]> features)
    {
        var schema = SchemaDefinition.Create(typeof(FeatureRow));
        schema[nameof(FeatureRow.Features)].ColumnType = new VectorDataViewType(NumberDataViewType.Single, features[0].Length);
        return _ml.Data.LoadFromEnumerable(features.Select(row => new FeatureRow { Features = row }), schema);
    }

    private sealed class SparseRow
    {
        public VBuffer<float> Features { get; set; }
    }

    private sealed class FeatureRow
    {
        public float[] Features { get; set; } = [];
    }
}
