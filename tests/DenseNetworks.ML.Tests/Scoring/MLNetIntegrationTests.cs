using DenseNetworks;
using DenseNetworks.ML;
using DenseNetworks.Network;
using Microsoft.ML;
using Microsoft.ML.Data;
using Testing;

namespace DenseNetworks.ML.Tests.Scoring;

/// <summary>What ML.NET does with any model must work with ours, trained or loaded.</summary>
public sealed class MLNetIntegrationTests
{
    private readonly MLContext _ml = new(seed: 1);

    [Fact]
    public void Evaluate_names_the_classes_in_its_confusion_matrix()
    {
        var metrics = _ml.MulticlassClassification.Evaluate(Trained().Transform(Point.Generate(_ml, seed: 2)), topKPredictionCount: 2);

        metrics.MicroAccuracy.Should().BeGreaterThan(0.95);
        metrics.TopKAccuracy.Should().BeGreaterThanOrEqualTo(metrics.MicroAccuracy);
        metrics.ConfusionMatrix.GetFormattedConfusionTable().Should().ContainAll(Point.Colours);
    }

    [Fact]
    public void CrossValidate_trains_a_model_for_each_fold()
    {
        var folds = _ml.MulticlassClassification.CrossValidate(Point.Generate(_ml), Pipeline(), numberOfFolds: 3);

        folds.Should().HaveCount(3).And.OnlyContain(fold => fold.Metrics.MicroAccuracy > 0.9);
    }

    [Fact]
    public void PermutationFeatureImportance_takes_the_transformer()
    {
        var points = Point.GenerateLabelled(_ml);
        var model = Trainer().Fit(points);

        var importance = _ml.MulticlassClassification.PermutationFeatureImportance(model, points, permutationCount: 3);

        importance.Should().HaveCount(2).And.OnlyContain(feature => feature.MicroAccuracy.Mean < -0.1);
    }

    [Fact]
    public void PermutationFeatureImportance_takes_the_pipeline_and_names_the_features()
    {
        var data = _ml.Data.LoadFromEnumerable(_ml.Data.CreateEnumerable<Point>(Point.Generate(_ml), reuseRowObject: false)
            .Select(point => new Coordinates { X = point.Position[0], Y = point.Position[1], Colour = point.Colour }).ToList());
        var prepared = _ml.Transforms.Conversion.MapValueToKey("Label", "Colour")
            .Append(_ml.Transforms.Concatenate("Features", "X", "Y")).Fit(data).Transform(data);
        var (model, _) = EstimatorContract.SaveAndLoad(_ml, Trainer().Fit(prepared), prepared.Schema);

        var importance = _ml.MulticlassClassification.PermutationFeatureImportance(model, prepared, permutationCount: 2);

        importance.Keys.Should().BeEquivalentTo("X", "Y");
    }

    [Fact]
    public void SaveAsText_writes_scores_under_the_names_of_the_classes()
    {
        var scored = Trained().Transform(Point.Generate(_ml, count: 20, seed: 2));
        using var folder = new TemporaryFolder();
        using (var file = File.Create(folder.File("scored.txt")))
        {
            _ml.Data.SaveAsText(_ml.Transforms.SelectColumns("PredictedColour", "Score").Fit(scored).Transform(scored), file, schema: false);
        }

        File.ReadLines(folder.File("scored.txt")).First().Split('\t').Should().Equal(["PredictedColour", .. Point.Colours]);
        var read = _ml.Data.LoadFromTextFile(
            folder.File("scored.txt"), [new("Colour", DataKind.String, 0), new("Score", DataKind.Single, 1, 3)], hasHeader: true);
        read.GetColumn<string>("Colour").Should().Equal(scored.GetColumn<string>("PredictedColour"));
        Rows.Vectors(read, "Score").SelectMany(row => row).Zip(Rows.Vectors(scored, "Score").SelectMany(row => row))
            .Should().HaveCount(60).And.OnlyContain(pair => Math.Abs(pair.First - pair.Second) < 1e-5);
    }

    [Fact]
    public void A_prediction_engine_gives_what_the_view_gives_bit_for_bit()
    {
        var model = Trained();
        var points = Point.Generate(_ml, count: 50, seed: 2);
        using var engine = _ml.Model.CreatePredictionEngine<Point, PointPrediction>(model);

        var one = _ml.Data.CreateEnumerable<Point>(points, reuseRowObject: false).Select(engine.Predict).ToList();

        var all = _ml.Data.CreateEnumerable<PointPrediction>(model.Transform(points), reuseRowObject: false).ToList();
        one.SelectMany(prediction => prediction.Score).Should().Equal(all.SelectMany(prediction => prediction.Score));
        one.Select(prediction => prediction.PredictedColour).Should().Equal(all.Select(prediction => prediction.PredictedColour));
        one.Select(prediction => prediction.PredictedLabel).Should().Equal(all.Select(prediction => prediction.PredictedLabel));
    }

    [Fact]
    public void Disposing_one_prediction_engine_breaks_no_other()
    {
        var model = Trained();
        var point = new Point { Position = [1, 0], Colour = "red" };
        using var kept = _ml.Model.CreatePredictionEngine<Point, PointPrediction>(model);

        _ml.Model.CreatePredictionEngine<Point, PointPrediction>(model).Dispose();

        kept.Predict(point).PredictedColour.Should().Be("red");
        _ml.Model.CreatePredictionEngine<Point, PointPrediction>(model).Predict(point).PredictedColour.Should().Be("red");
    }

    [Fact]
    public void Saved_and_loaded_scores_are_the_same_bit_for_bit()
    {
        var model = Trained();
        var points = Point.Generate(_ml, seed: 2);

        var (loaded, _) = EstimatorContract.SaveAndLoad(_ml, model, points.Schema);

        Rows.ScoreBits(loaded.Transform(points)).Should().Equal(Rows.ScoreBits(model.Transform(points)));
    }

    [Fact]
    public void A_model_saved_from_a_loaded_one_is_the_same_model()
    {
        var points = Point.GenerateLabelled(_ml);
        var model = Trainer().Fit(points);

        var (loaded, schema) = EstimatorContract.SaveAndLoad(_ml, model, points.Schema);
        var (again, _) = EstimatorContract.SaveAndLoad(_ml, loaded, schema);

        var history = again.Should().BeOfType<DenseNetworkTransformer>().Which.History!;
        history.Epochs.Should().Equal(model.History!.Epochs);
        Rows.ScoreBits(again.Transform(points)).Should().Equal(Rows.ScoreBits(model.Transform(points)));
    }

    [Fact]
    public void It_takes_its_place_in_a_longer_pipeline()
    {
        var pipeline = _ml.Transforms.NormalizeMeanVariance("Position")
            .AppendCacheCheckpoint(_ml)
            .Append(Pipeline())
            .Append(_ml.Transforms.CopyColumns("Answer", "PredictedColour"))
            .Append(_ml.Transforms.SelectColumns("Answer", "Score", "Label", "PredictedLabel"));

        var model = pipeline.Fit(Point.Generate(_ml));
        var (loaded, _) = EstimatorContract.SaveAndLoad(_ml, model, Point.Generate(_ml).Schema);

        var scored = loaded.Transform(Point.Generate(_ml, seed: 2));
        scored.Schema.Select(column => column.Name).Should().BeEquivalentTo("Answer", "Score", "Label", "PredictedLabel");
        _ml.MulticlassClassification.Evaluate(scored).MicroAccuracy.Should().BeGreaterThan(0.95);
    }

    [Fact]
    public void Rows_scored_by_cursors_side_by_side_are_the_rows_scored_by_one()
    {
        var scored = Trained().Transform(Point.Generate(_ml, count: 5_000));
        var score = scored.Schema["Score"];
        var expected = Rows.Vectors(scored, "Score").Select((row, i) => (Id: (ulong)i, Row: row)).ToDictionary(pair => pair.Id, pair => pair.Row);

        var cursors = scored.GetRowCursorSet([score], 4);
        cursors.Should().HaveCountGreaterThan(1);
        var seen = new System.Collections.Concurrent.ConcurrentDictionary<ulong, float[]>();
        var threads = cursors.Select(cursor => new Thread(() => Read(cursor))).ToList();
        threads.ForEach(thread => thread.Start());
        threads.ForEach(thread => thread.Join());

        seen.Should().HaveCount(5_000);
        foreach (var (id, row) in seen)
        {
            row.Should().Equal(expected[id]);
        }

        void Read(DataViewRowCursor cursor)
        {
            using (cursor)
            {
                var getScore = cursor.GetGetter<VBuffer<float>>(score);
                var getId = cursor.GetIdGetter();
                VBuffer<float> row = default;
                DataViewRowId id = default;
                while (cursor.MoveNext())
                {
                    getId(ref id);
                    getScore(ref row);
                    seen[id.Low] = row.DenseValues().ToArray();
                }
            }
        }
    }

    [Fact]
    public void Only_what_is_asked_for_is_computed()
    {
        var scored = Trained().Transform(Point.Generate(_ml));

        using var cursor = scored.GetRowCursor([scored.Schema["Colour"]]);

        cursor.IsColumnActive(scored.Schema["Score"]).Should().BeFalse();
        cursor.IsColumnActive(scored.Schema["Position"]).Should().BeFalse();
    }

    private IEstimator<ITransformer> Pipeline() => Point.Prepare(_ml)
        .Append(Trainer())
        .Append(_ml.Transforms.Conversion.MapKeyToValue("PredictedColour", "PredictedLabel"));

    private DenseNetworkTrainer Trainer() =>
        _ml.MulticlassClassification.Trainers.DenseNetwork(hiddenLayers: [16], epochs: 10, learningRate: 0.01);

    private ITransformer Trained() => Pipeline().Fit(Point.Generate(_ml));

    private sealed class Coordinates
    {
        public float X { get; set; }

        public float Y { get; set; }

        public string Colour { get; set; } = "";
    }
}
