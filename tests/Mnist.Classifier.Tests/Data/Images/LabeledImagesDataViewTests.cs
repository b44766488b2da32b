using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Microsoft.ML;
using Microsoft.ML.Data;
using Mnist.Classifier.Tests.Benchmarks;
using Testing;
using static Mnist.Classifier.Tests.Data.Images.ImageRows;

namespace Mnist.Classifier.Tests.Data.Images;

public sealed class LabeledImagesDataViewTests
{
    private const int Count = 300;
    private static readonly LabeledImages Images = Make(Count);

    private readonly MLContext _context = new(seed: 1);
    private readonly IDataView _view;

    public LabeledImagesDataViewTests() => _view = Images.ToDataView(_context);

    [Fact]
    public void The_schema_is_a_vector_of_bytes_and_a_key()
    {
        _view.Schema.Select(column => column.Name).Should().Equal("Pixels", "Label");
        _view.Schema["Pixels"].Type.Should().Be(new VectorDataViewType(NumberDataViewType.Byte, 6));
        _view.Schema["Label"].Type.Should().Be(new KeyDataViewType(typeof(uint), 10));
        _view.GetRowCount().Should().Be(Count);
    }

    [Fact]
    public void The_slots_are_named_by_row_and_column()
    {
        VBuffer<ReadOnlyMemory<char>> names = default;
        _view.Schema["Pixels"].GetSlotNames(ref names);

        names.DenseValues().Select(name => name.ToString()).Should().Equal(
            "row 0, column 0", "row 0, column 1", "row 0, column 2",
            "row 1, column 0", "row 1, column 1", "row 1, column 2");
    }

    [Fact]
    public void The_slot_names_reach_the_features_that_a_trainer_sees()
    {
        var features = _context.Transforms.Conversion.ConvertType("Features", "Pixels").Fit(_view).Transform(_view);

        VBuffer<ReadOnlyMemory<char>> names = default;
        features.Schema["Features"].GetSlotNames(ref names);

        names.GetItemOrDefault(5).ToString().Should().Be("row 1, column 2");
    }

    [Fact]
    public void A_key_is_turned_back_into_the_class_as_an_integer()
    {
        var mapped = _context.Transforms.Conversion.MapKeyToValue("Label").Fit(_view).Transform(_view);

        mapped.GetColumn<int>("Label").Should().Equal(Enumerable.Range(0, Count).Select(Images.GetLabel));
    }

    [Fact]
    public void The_rows_are_the_images_in_order()
    {
        Rows(_view).Should().Equal(Enumerable.Range(0, Count));
        _view.GetColumn<byte[]>("Pixels").Last().Should().Equal(Images.GetPixels(Count - 1).ToArray());
        _view.GetColumn<uint>("Label").Should().Equal(
            Enumerable.Range(0, Count).Select(i => (uint)Images.GetLabel(i) + 1));
    }

    [Fact]
    public void Reading_again_gives_the_same() => Rows(_view).Should().Equal(Rows(_view));

    [Property(MaxTest = 30)]
    public void Shuffling_is_a_permutation_that_the_random_numbers_decide(PositiveInt count, int seed)
    {
        var view = Make(count.Get).ToDataView(_context);

        var shuffled = Rows(view, new Random(seed));

        view.CanShuffle.Should().BeTrue();
        shuffled.Should().BeEquivalentTo(Enumerable.Range(0, count.Get));
        Rows(view, new Random(seed)).Should().Equal(shuffled);
    }

    [Fact]
    public void Other_random_numbers_give_another_order() =>
        Rows(_view, new Random(1)).Should().NotEqual(Rows(_view, new Random(2))).And.NotEqual(Rows(_view));

    [Fact]
    public void Split_data_is_a_partition()
    {
        var split = _context.Data.TrainTestSplit(_view, testFraction: 0.3);

        var pixels = split.TrainSet.GetColumn<byte[]>("Pixels").Concat(split.TestSet.GetColumn<byte[]>("Pixels"));
        pixels.Select(Convert.ToHexString).Should().BeEquivalentTo(
            _view.GetColumn<byte[]>("Pixels").Select(Convert.ToHexString));
        split.TestSet.GetColumn<uint>("Label").Should().NotBeEmpty();
    }

    [Fact]
    public void Rows_become_objects()
    {
        var rows = _context.Data.CreateEnumerable<Row>(_view, reuseRowObject: false).ToArray();

        rows.Should().HaveCount(Count);
        rows[7].Pixels.Should().Equal(Images.GetPixels(7).ToArray());
        rows[7].Label.Should().Be((uint)Images.GetLabel(7) + 1);
    }

    [Fact]
    public void Cached_data_is_the_same_data()
    {
        var cached = _context.Data.Cache(_view);

        cached.GetColumn<byte[]>("Pixels").Should().BeEquivalentTo(
            _view.GetColumn<byte[]>("Pixels"), options => options.WithStrictOrdering());
    }

    [Fact]
    public void Skipped_and_taken_rows_are_where_they_belong()
    {
        var part = _context.Data.TakeRows(_context.Data.SkipRows(_view, 10), 3);

        part.GetColumn<uint>("Label").Should().Equal(
            Enumerable.Range(10, 3).Select(i => (uint)Images.GetLabel(i) + 1));
    }

    [Fact]
    public void Shuffled_data_has_every_row()
    {
        var shuffled = _context.Data.ShuffleRows(_view, seed: 5);

        shuffled.GetColumn<byte[]>("Pixels").Select(Convert.ToHexString).Should().BeEquivalentTo(
            _view.GetColumn<byte[]>("Pixels").Select(Convert.ToHexString));
    }

    [Fact]
    public void An_ml_net_trainer_learns_from_it()
    {
        var digits = MnistDataset.Generate(trainCount: 1000, testCount: 300, seed: 2);
        var pipeline = _context.Transforms.Conversion.ConvertType("Features", "Pixels", DataKind.Single)
            .Append(_context.Transforms.NormalizeMinMax("Features"))
            .Append(_context.MulticlassClassification.Trainers.SdcaMaximumEntropy(maximumNumberOfIterations: 5));

        var model = pipeline.Fit(digits.Train.ToDataView(_context));

        var metrics = _context.MulticlassClassification.Evaluate(model.Transform(digits.Test.ToDataView(_context)));
        metrics.MicroAccuracy.Should().BeGreaterThan(0.5);
    }

    private sealed class Row
    {
        [VectorType(6)]
        public byte[] Pixels { get; set; } = [];

        [KeyType(10)]
        public uint Label { get; set; }
    }
}
