using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Microsoft.ML;
using Microsoft.ML.Data;
using Mnist.Classifier.Tests.Benchmarks;
using Testing;
using static Mnist.Classifier.Tests.Data.Images.ImageRows;

namespace Mnist.Classifier.Tests.Data.Images;

/// <summary>Cursors over labelled images, alone and in sets.</summary>
public sealed class LabeledImagesCursorTests
{
    private const int Count = 300;
    private static readonly LabeledImages Images = Make(Count);

    private readonly MLContext _context = new(seed: 1);
    private readonly IDataView _view;

    public LabeledImagesCursorTests() => _view = Images.ToDataView(_context);

    [Property(MaxTest = 50)]
    public Property A_cursor_set_is_a_partition_whose_batches_restore_the_order() => Prop.ForAll(
        Gen.Choose(1, 1000).ToArbitrary(),
        Gen.Choose(-1, 9).ToArbitrary(),
        Arb.From(Gen.Elements<int?>(null, 7)),
        RequirePartition);

    [Theory]
    [InlineData(1)]
    [InlineData(63)]
    [InlineData(64)]
    [InlineData(65)]
    [InlineData(128)]
    public void Counts_around_the_size_of_a_batch_work_too(int count) => RequirePartition(count, cursorCount: 9, seed: null);

    [Fact]
    public void The_cursors_of_a_set_are_on_no_batch_before_their_first_rows()
    {
        foreach (var cursor in _view.GetRowCursorSet(_view.Schema, 4))
        {
            cursor.Batch.Should().Be(0);
            cursor.Dispose();
        }
    }

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
    public void A_disposed_cursor_has_no_more_rows()
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
    public void A_column_of_other_data_is_rejected()
    {
        var other = _context.Transforms.CopyColumns("Other", "Label").Fit(_view).Transform(_view).Schema["Other"];

        _view.Invoking(view => view.GetRowCursor([other])).Should().Throw<ArgumentException>().WithMessage("*Other*");
    }

    [Fact]
    public void Columns_must_be_asked_for() =>
        _view.Invoking(view => view.GetRowCursor((IEnumerable<DataViewSchema.Column>)null!)).Should()
            .Throw<ArgumentNullException>();

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
    public void A_buffer_of_another_shape_is_reused_correctly()
    {
        using var cursor = _view.GetRowCursor(_view.Schema);
        var pixels = cursor.GetGetter<VBuffer<byte>>(_view.Schema["Pixels"]);
        var buffer = new VBuffer<byte>(20, 2, [9, 9], [3, 17]);
        cursor.MoveNext();

        pixels(ref buffer);

        buffer.IsDense.Should().BeTrue();
        buffer.GetValues().ToArray().Should().Equal(Images.GetPixels(0).ToArray());
    }

    private static Action Reading<TValue>(ValueGetter<TValue> getter)
    {
        TValue value = default!;
        return () => getter(ref value);
    }

    private void RequirePartition(int count, int cursorCount, int? seed)
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
        parts.SelectMany(part => part).Select(row => row.Batch).Distinct().Count()
            .Should().BeLessThanOrEqualTo(1 + (count / 50), "a change of batch is to be rare");
        parts.SelectMany(part => part).OrderBy(row => row.Batch).Select(row => row.Row).Should().Equal(serial);
    }
}
