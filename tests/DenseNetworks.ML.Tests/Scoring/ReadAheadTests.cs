using Microsoft.ML;
using Microsoft.ML.Data;
using Testing;

namespace DenseNetworks.ML.Tests.Scoring;

/// <summary>Rows that Transform scores together, as they come out of a cursor.</summary>
public sealed class ReadAheadTests
{
    private const int FeatureCount = 40;
    private const int RowCount = 1_000;

    private static readonly DenseNetwork Network = Networks.Random(1, FeatureCount, 64, 5);

    private readonly MLContext _context = new(seed: 1);

    [Theory]
    [InlineData(0.0)]
    [InlineData(0.9)]
    public void Each_row_has_its_own_score_and_keeps_its_other_columns(double zeroShare)
    {
        var rows = MakeRows(zeroShare).ToList();

        var scored = _context.Data.CreateEnumerable<ScoredRow>(
            Transform(_context.Data.LoadFromEnumerable(rows)), reuseRowObject: false).ToList();

        scored.Should().HaveCount(RowCount);
        for (var i = 0; i < RowCount; i++)
        {
            scored[i].Number.Should().Be(i);
            scored[i].Name.Should().Be($"row {i}");
            scored[i].Features.Should().Equal(rows[i].Features);
            scored[i].Score.Should().Equal(Score(rows[i].Features));
        }
    }

    [Fact]
    public void Vectors_without_their_zeros_have_the_same_scores()
    {
        var rows = MakeRows(zeroShare: 0.5).ToList();
        var schema = SchemaDefinition.Create(typeof(SparseRowOfFeatures));
        schema[nameof(SparseRowOfFeatures.Features)].ColumnType = new VectorDataViewType(NumberDataViewType.Single, FeatureCount);
        var view = _context.Data.LoadFromEnumerable(rows.Select((row, i) => new SparseRowOfFeatures
        {
            Features = i % 2 == 0 ? Sparse(row.Features) : new VBuffer<float>(FeatureCount, row.Features),
        }), schema);

        var scores = Transform(view).GetColumn<float[]>("Score");

        scores.Should().BeEquivalentTo(rows.Select(row => Score(row.Features)), options => options.WithStrictOrdering());
    }

    [Fact]
    public void Who_wants_few_rows_does_not_wait_for_many()
    {
        var read = 0;
        const int ManyRows = 100_000;
        var view = _context.Data.LoadFromEnumerable(MakeRows(0, ManyRows).Select(row =>
        {
            read++;
            return row;
        }));
        var scored = Transform(view);
        using var cursor = scored.GetRowCursor([scored.Schema["Score"]]);

        cursor.MoveNext();

        // ML.NET itself reads ahead on other threads, but not without end.
        read.Should().BeLessThan(ManyRows);
        cursor.Position.Should().Be(0);
    }

    [Fact]
    public void Rows_that_are_read_twice_by_two_cursors_do_not_disturb_each_other()
    {
        var scored = Transform(_context.Data.LoadFromEnumerable(MakeRows(0)));

        var columns = Enumerable.Range(0, 4).AsParallel().Select(_ => scored.GetColumn<float[]>("Score").ToList()).ToList();

        columns.Should().AllSatisfy(column => column.Should().BeEquivalentTo(columns[0], options => options.WithStrictOrdering()));
    }

    [Fact]
    public void A_row_that_cannot_be_scored_leaves_the_others_as_they_are()
    {
        var rows = MakeRows(0).ToList();
        rows[500].Features[3] = float.NaN;

        var scored = _context.Data.CreateEnumerable<ScoredRow>(
            Transform(_context.Data.LoadFromEnumerable(rows)), reuseRowObject: false).ToList();

        scored[500].Score.Should().OnlyContain(value => float.IsNaN(value));
        scored[499].Score.Should().Equal(Score(rows[499].Features));
        scored[501].Score.Should().Equal(Score(rows[501].Features));
    }

    private static IDataView Transform(IDataView view) =>
        Transformers.Of(Network).Transform(view);

    private static float[] Score(float[] features)
    {
        var probabilities = new float[Network.ClassCount];
        Network.ComputeProbabilities(features, probabilities);
        return probabilities;
    }

    private static VBuffer<float> Sparse(float[] row)
    {
        var slots = Enumerable.Range(0, row.Length).Where(slot => row[slot] != 0).ToArray();
        return new VBuffer<float>(row.Length, slots.Length, [.. slots.Select(slot => row[slot])], slots);
    }

    private static IEnumerable<FeatureRow> MakeRows(double zeroShare, int count = RowCount) =>
        Enumerable.Range(0, count).Select(i => new FeatureRow
        {
            Number = i,
            Name = $"row {i}",
            Features = Networks.Features(i, FeatureCount, zeroShare),
        });

    private sealed class SparseRowOfFeatures
    {
        public VBuffer<float> Features { get; set; }
    }

    private class FeatureRow
    {
        public int Number { get; set; }

        public string Name { get; set; } = "";

        [VectorType(FeatureCount)]
        public float[] Features { get; set; } = [];
    }

    private sealed class ScoredRow : FeatureRow
    {
        public float[] Score { get; set; } = [];
    }
}
