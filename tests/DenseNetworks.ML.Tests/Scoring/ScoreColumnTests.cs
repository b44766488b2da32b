using System.Collections.Concurrent;
using DenseNetworks;
using DenseNetworks.ML;
using DenseNetworks.Network;
using Microsoft.ML;
using Microsoft.ML.Data;
using Testing;

namespace DenseNetworks.ML.Tests.Scoring;

/// <summary>The columns of a scored view, as the rest of ML.NET expects them.</summary>
public sealed class ScoreColumnTests
{
    private readonly MLContext _ml = new(seed: 1);

    public static TheoryData<object, string[]> LabelValues => new()
    {
        { new[] { "red", "green", "blue" }, ["red", "green", "blue"] },
        { new[] { 30, 10, 20 }, ["30", "10", "20"] },
        { new[] { 0.5f, -1f, 2.25f }, ["0.5", "-1", "2.25"] },
        { new[] { 1.5, 2.5, 3.5 }, ["1.5", "2.5", "3.5"] },
        { new byte[] { 7, 8, 9 }, ["7", "8", "9"] },
        { new[] { 5L, 6L, 7L }, ["5", "6", "7"] },
        { new ushort[] { 5, 6, 7 }, ["5", "6", "7"] },
        { new[] { true, false }, ["True", "False"] },
        {
            new[] { new DateTime(2026, 1, 2, 3, 4, 5, DateTimeKind.Utc), new DateTime(1999, 12, 31) },
            ["2026-01-02T03:04:05.0000000Z", "1999-12-31T00:00:00.0000000"]
        },
        {
            new[] { new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.FromHours(-3.5)), default },
            ["2026-01-02T03:04:05.0000000-03:30", "0001-01-01T00:00:00.0000000+00:00"]
        },
        { new[] { TimeSpan.FromMinutes(90), TimeSpan.FromTicks(-1) }, ["01:30:00", "-00:00:00.0000001"] },
    };

    [Theory]
    [MemberData(nameof(LabelValues))]
    public void The_values_of_the_label_name_the_classes_before_saving_and_after_loading(object values, string[] names)
    {
        ArgumentNullException.ThrowIfNull(values);
        ArgumentNullException.ThrowIfNull(names);
        typeof(ScoreColumnTests).GetMethod(nameof(CheckValues), System.Reflection.BindingFlags.NonPublic | System.Reflection.BindingFlags.Instance)!
            .MakeGenericMethod(values.GetType().GetElementType()!)
            .Invoke(this, [values, names]);
    }

    [Fact]
    public void Columns_say_what_they_are()
    {
        var points = Point.GenerateLabelled(_ml);
        var schema = Train(points).Transform(points).Schema;

        var score = schema["Score"];
        score.Type.Should().Be(new VectorDataViewType(NumberDataViewType.Single, 3));
        Text(score, "ScoreColumnKind").Should().Be("MulticlassClassification");
        Text(score, "ScoreValueKind").Should().Be("Score");
        var label = schema["PredictedLabel"];
        label.Type.Should().Be(new KeyDataViewType(typeof(uint), 3));
        Text(label, "ScoreColumnKind").Should().Be("MulticlassClassification");
        Text(label, "ScoreValueKind").Should().Be("PredictedLabel");
        Number(score).Should().Be(Number(label)).And.BePositive();
    }

    [Fact]
    public void Columns_of_a_second_model_belong_to_another_set()
    {
        var points = Point.GenerateLabelled(_ml);
        var model = Train(points);

        var twice = model.Transform(model.Transform(points));

        Number(twice.Schema["Score"]).Should().Be(Number(model.Transform(points).Schema["Score"]) + 1);
    }

    [Fact]
    public void A_label_without_key_values_gives_classes_without_names()
    {
        var data = _ml.Data.LoadFromEnumerable(Enumerable.Range(0, 30).Select(i => new Nameless { Label = (uint)(i % 3), Features = [i % 3, 1] }));

        EstimatorContract.Check(
            _ml, _ml.MulticlassClassification.Trainers.DenseNetwork(hiddenLayers: [4], epochs: 2), data, unfitForTraining: [], unfit: []);

        var schema = Train(data).Transform(data).Schema;
        schema["Score"].Annotations.Schema.Select(a => a.Name).Should().NotContain("SlotNames").And.NotContain("TrainingLabelValues");
        schema["PredictedLabel"].Annotations.Schema.Select(a => a.Name).Should().NotContain("KeyValues");
    }

    [Fact]
    public void The_likeliest_class_is_the_predicted_one()
    {
        var points = Point.GenerateLabelled(_ml);

        var scored = Train(points).Transform(points);

        Rows.Keys(scored, "PredictedLabel").Should().Equal(
            Rows.Vectors(scored, "Score").Select(row => (uint)Array.IndexOf(row, row.Max()) + 1));
        Rows.Vectors(scored, "Score").Should().OnlyContain(row => Math.Abs(row.Sum() - 1) < 1e-5);
    }

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    [InlineData(float.NegativeInfinity)]
    public void Features_that_are_missing_or_infinite_are_predicted_as_missing(float value)
    {
        var model = Train(Point.GenerateLabelled(_ml));
        var unknown = _ml.Data.LoadFromEnumerable([new Nameless { Features = [value, 0] }, new Nameless { Features = [1, 0] }]);

        var scored = model.Transform(unknown);

        var keys = Rows.Keys(scored, "PredictedLabel");
        keys[0].Should().Be(0);
        keys[1].Should().NotBe(0);
        Rows.Vectors(scored, "Score")[0].Should().OnlyContain(value => float.IsNaN(value));
    }

    [Fact]
    public void Cursors_side_by_side_give_every_row_as_one_alone_does()
    {
        var scored = Train(Point.GenerateLabelled(_ml)).Transform(Point.GenerateLabelled(_ml, count: 5_000, seed: 2));
        DataViewSchema.Column[] columns = [scored.Schema["Score"], scored.Schema["PredictedLabel"]];

        var together = new ConcurrentDictionary<DataViewRowId, string>();
        Parallel.ForEach(scored.GetRowCursorSet(columns, n: 4), cursor => Read(cursor, columns, together));

        var alone = new ConcurrentDictionary<DataViewRowId, string>();
        Read(scored.GetRowCursor(columns), columns, alone);
        together.Should().HaveCount(5_000).And.OnlyContain(row => alone[row.Key] == row.Value);
    }

    [Fact]
    public void Sparse_features_score_as_dense_ones_do()
    {
        var model = Train(Point.GenerateLabelled(_ml));
        var dense = _ml.Data.LoadFromEnumerable([new Nameless { Features = [0, 0.7f] }, new Nameless { Features = [0, 0] }]);
        var sparse = _ml.Data.LoadFromEnumerable(
            [new Sparse { Features = new(2, 1, [0.7f], [1]) }, new Sparse { Features = new(2, 0, [], []) }]);

        Rows.ScoreBits(model.Transform(sparse)).Should().Equal(Rows.ScoreBits(model.Transform(dense)));
    }

    // Of cursors side by side, positions are each one's own; the numbers of rows are the view's.
    private static void Read(
        DataViewRowCursor cursor, DataViewSchema.Column[] columns, ConcurrentDictionary<DataViewRowId, string> rows)
    {
        using var _ = cursor;
        var getId = cursor.GetIdGetter();
        var getScore = cursor.GetGetter<VBuffer<float>>(columns[0]);
        var getLabel = cursor.GetGetter<uint>(columns[1]);
        var (id, score, label) = (default(DataViewRowId), default(VBuffer<float>), 0u);
        while (cursor.MoveNext())
        {
            getId(ref id);
            getScore(ref score);
            getLabel(ref label);
            rows[id] = $"{label} {string.Join(' ', score.DenseValues().Select(BitConverter.SingleToUInt32Bits))}";
        }
    }

    private void CheckValues<T>(T[] values, string[] names)
    {
        var keys = _ml.Data.LoadFromEnumerable(values.Select(value => new Key<T> { Value = value }));
        var data = _ml.Data.LoadFromEnumerable(Enumerable.Range(0, 30).Select(i => new Valued<T> { Value = values[i % values.Length] }));
        var labelled = _ml.Transforms.Conversion.MapValueToKey("Label", "Value", keyData: keys).Fit(data).Transform(data);
        var trainer = _ml.MulticlassClassification.Trainers.DenseNetwork(hiddenLayers: [4], epochs: 1);

        EstimatorContract.Check(_ml, trainer, labelled, unfitForTraining: [], unfit: []);

        var (loaded, _) = EstimatorContract.SaveAndLoad(_ml, trainer.Fit(labelled), labelled.Schema);
        var schema = loaded.Transform(labelled).Schema;
        VBuffer<ReadOnlyMemory<char>> slotNames = default;
        schema["Score"].GetSlotNames(ref slotNames);
        slotNames.DenseValues().Select(name => name.ToString()).Should().Equal(names);
        using var zip = new MemoryStream();
        _ml.Model.Save(loaded, labelled.Schema, zip);
        zip.Position = 0;
        DenseNetwork.Load(zip).ClassNames.Should().Equal(names, "a program without ML.NET names them alike");
        if (typeof(T) != typeof(string))
        {
            VBuffer<T> trained = default, predicted = default;
            schema["Score"].Annotations.GetValue("TrainingLabelValues", ref trained);
            schema["PredictedLabel"].GetKeyValues(ref predicted);
            trained.DenseValues().Should().Equal(values);
            predicted.DenseValues().Should().Equal(values);
        }
    }

    private DenseNetworkTransformer Train(IDataView data) =>
        _ml.MulticlassClassification.Trainers.DenseNetwork(hiddenLayers: [8], epochs: 3, learningRate: 0.01).Fit(data);

    private static string Text(DataViewSchema.Column column, string annotation)
    {
        ReadOnlyMemory<char> text = default;
        column.Annotations.GetValue(annotation, ref text);
        return text.ToString();
    }

    private static uint Number(DataViewSchema.Column column)
    {
        uint number = 0;
        column.Annotations.GetValue("ScoreColumnSetId", ref number);
        return number;
    }

    private sealed class Key<T>
    {
        public T Value { get; set; } = default!;
    }

    private sealed class Valued<T>
    {
        public T Value { get; set; } = default!;

        [VectorType(2)]
        public float[] Features { get; set; } = [0.5f, 0.25f];
    }

    private sealed class Nameless
    {
        [VectorType(2)]
        public float[] Features { get; set; } = [];

        [KeyType(3)]
        public uint Label { get; set; }
    }

    private sealed class Sparse
    {
        [VectorType(2)]
        public VBuffer<float> Features { get; set; }
    }
}
