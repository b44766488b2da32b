using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Microsoft.ML;
using Microsoft.ML.Data;
using Mnist.Classifier.Tests.Support;

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

    [Property(MaxTest = 50)]
    public Property A_cursor_set_is_a_partition_whose_batches_restore_the_order() => Prop.ForAll(
        Gen.Choose(1, 1000).ToArbitrary(),
        Gen.Choose(-1, 9).ToArbitrary(),
        Arb.From(Gen.Elements<int?>(null, 7)),
        (count, cursorCount, seed) =>
        {
            var view = Make(count).ToDataView(_context);
            var serial = Rows(view, seed is { } s ? new Random(s) : null);

            var cursors = view.GetRowCursorSet(view.Schema, cursorCount, seed is { } t ? new Random(t) : null);
            var parts = Array.ConvertAll(cursors, RowsWithBatch);

            parts.Length.Should().BeInRange(1, Math.Max(1, cursorCount));
            foreach (var part in parts)
            {
                part.Select(row => row.Batch).Should().BeInAscendingOrder();
                part.Should().NotBeEmpty("no thread should be started for nothing");
            }

            parts.SelectMany((part, i) => part.Select(row => (row.Batch, Cursor: i))).Distinct()
                .GroupBy(row => row.Batch).Should().OnlyContain(group => group.Count() == 1);
            parts.SelectMany(part => part).OrderBy(row => row.Batch).Select(row => row.Row).Should().Equal(serial);
        });

    [Fact]
    public void Two_cursors_side_by_side_do_not_disturb_each_other()
    {
        using var first = _view.GetRowCursor(_view.Schema);
        using var second = _view.GetRowCursor(_view.Schema, new Random(3));
        var (firstId, secondId) = (first.GetIdGetter(), second.GetIdGetter());
        var expected = Rows(_view, new Random(3));
        DataViewRowId id = default;

        for (var i = 0; i < Count; i++)
        {
            first.MoveNext().Should().BeTrue();
            second.MoveNext().Should().BeTrue();
            firstId(ref id);
            id.Low.Should().Be((ulong)i);
            secondId(ref id);
            id.Low.Should().Be((ulong)expected[i]);
        }

        first.MoveNext().Should().BeFalse();
        second.MoveNext().Should().BeFalse();
    }

    [Fact]
    public void Reading_before_the_first_row_or_after_the_last_is_an_error()
    {
        using var cursor = _view.GetRowCursor(_view.Schema);
        var label = cursor.GetGetter<uint>(_view.Schema["Label"]);
        var pixels = cursor.GetGetter<VBuffer<byte>>(_view.Schema["Pixels"]);
        var id = cursor.GetIdGetter();

        EveryGetterFails();
        cursor.Position.Should().Be(-1);
        while (cursor.MoveNext())
        {
        }

        EveryGetterFails();
        cursor.Position.Should().Be(-1);
        cursor.MoveNext().Should().BeFalse();

        void EveryGetterFails()
        {
            Reading(label).Should().Throw<InvalidOperationException>().WithMessage("*MoveNext*");
            Reading(pixels).Should().Throw<InvalidOperationException>();
            Reading(id).Should().Throw<InvalidOperationException>();
        }
    }

    [Fact]
    public void A_disposed_cursor_gives_no_more_rows()
    {
        var cursor = _view.GetRowCursor(_view.Schema);
        var label = cursor.GetGetter<uint>(_view.Schema["Label"]);
        cursor.MoveNext();

        cursor.Dispose();
        cursor.Dispose();

        cursor.MoveNext().Should().BeFalse();
        Reading(label).Should().Throw<InvalidOperationException>();
    }

    [Fact]
    public void Only_the_columns_asked_for_can_be_read()
    {
        using var cursor = _view.GetRowCursor([_view.Schema["Label"]]);

        cursor.IsColumnActive(_view.Schema["Label"]).Should().BeTrue();
        cursor.IsColumnActive(_view.Schema["Pixels"]).Should().BeFalse();
        cursor.Invoking(c => c.GetGetter<VBuffer<byte>>(_view.Schema["Pixels"]))
            .Should().Throw<ArgumentOutOfRangeException>().WithMessage("*Pixels*not active*");
    }

    [Fact]
    public void A_column_is_read_as_its_own_type_only()
    {
        using var cursor = _view.GetRowCursor(_view.Schema);

        cursor.Invoking(c => c.GetGetter<int>(_view.Schema["Label"]))
            .Should().Throw<InvalidOperationException>().WithMessage("*Label*UInt32*Int32*");
    }

    [Fact]
    public void A_column_of_other_data_is_refused()
    {
        var other = _context.Transforms.CopyColumns("Other", "Label").Fit(_view).Transform(_view).Schema["Other"];

        _view.Invoking(view => view.GetRowCursor([other])).Should().Throw<ArgumentException>().WithMessage("*Other*");
    }

    [Fact]
    public void Reading_rows_allocates_nothing()
    {
        using var cursor = _view.GetRowCursor(_view.Schema);
        var label = cursor.GetGetter<uint>(_view.Schema["Label"]);
        var pixels = cursor.GetGetter<VBuffer<byte>>(_view.Schema["Pixels"]);
        uint key = 0;
        VBuffer<byte> buffer = default;

        Allocations.Least(() =>
        {
            cursor.MoveNext();
            label(ref key);
            pixels(ref buffer);
        }).Should().Be(0);
    }

    [Fact]
    public void A_buffer_of_another_shape_is_reused_rightly()
    {
        using var cursor = _view.GetRowCursor(_view.Schema);
        var pixels = cursor.GetGetter<VBuffer<byte>>(_view.Schema["Pixels"]);
        var buffer = new VBuffer<byte>(20, 2, [9, 9], [3, 17]);
        cursor.MoveNext();

        pixels(ref buffer);

        buffer.IsDense.Should().BeTrue();
        buffer.GetValues().ToArray().Should().Equal(Images.GetPixels(0).ToArray());
    }

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

    private static LabeledImages Make(int count)
    {
        var random = new Random(count);
        var pixels = new byte[count * 6];
        random.NextBytes(pixels);
        var labels = Enumerable.Range(0, count).Select(_ => (byte)random.Next(10)).ToArray();
        return new LabeledImages(pixels, labels, height: 2, width: 3, classCount: 10);
    }

    private static Action Reading<TValue>(ValueGetter<TValue> getter)
    {
        TValue value = default!;
        return () => getter(ref value);
    }

    private static int[] Rows(IDataView view, Random? random = null) =>
        [.. RowsWithBatch(view.GetRowCursor(view.Schema, random)).Select(row => row.Row)];

    private static List<(long Batch, int Row)> RowsWithBatch(DataViewRowCursor cursor)
    {
        using (cursor)
        {
            var rows = new List<(long, int)>();
            var getId = cursor.GetIdGetter();
            DataViewRowId id = default;
            while (cursor.MoveNext())
            {
                cursor.Position.Should().Be(rows.Count);
                getId(ref id);
                rows.Add((cursor.Batch, (int)id.Low));
            }

            return rows;
        }
    }

    private sealed class Row
    {
        [VectorType(6)]
        public byte[] Pixels { get; set; } = [];

        [KeyType(10)]
        public uint Label { get; set; }
    }
}
