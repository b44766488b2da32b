using System.Diagnostics;
using Mnist.Digits.Normalization;
using Mnist.Digits.Pages;

namespace Mnist.Digits.Tests.Pages;

/// <summary>Pages that would take long: the work is bounded, whatever is on them.</summary>
public sealed class PageReadingTests
{
    private const int Width = 1200;
    private const int Height = 900;

    // What was begun is ended: one group of ink.
    private const int Unfinished = 4000;

    private int _reads;
    private int _glances;

    [Fact]
    public void A_page_of_noise_takes_a_bounded_number_of_readings()
    {
        var random = new Random(1);

        Read(Draw((_, _) => random.Next(3) == 0));

        ShouldBeBounded();
    }

    [Fact]
    public void A_page_of_100_000_specks_takes_a_bounded_number_of_readings()
    {
        Read(Draw((column, row) => column % 3 == 0 && row % 3 == 0));

        ShouldBeBounded();
    }

    [Fact]
    public void A_page_of_strokes_that_may_be_cut_anywhere_takes_a_bounded_number_of_readings()
    {
        // 900 waves, each as wide as several digits.
        Read(Draw((column, row) => column % 80 < 70 && Math.Abs((row % 30) - 15 - (8 * Math.Sin(column / 4.0))) < 2.5));

        ShouldBeBounded();
        _reads.Should().BeGreaterThan(500);
    }

    [Fact]
    public void A_page_of_thousands_of_lines_that_lead_to_each_other_takes_as_long_as_one_of_as_many_boxes()
    {
        const int side = 32;
        const int columns = 53;
        const int longest = 1800;
        var (boxes, chain) = (new Plane(longest, longest), new Plane(longest, longest));
        boxes.Values.Fill(230);
        chain.Values.Fill(230);
        for (var row = 0; row < 35; row++)
        {
            var top = 20 + (48 * row);
            for (var column = 0; column < columns; column++)
            {
                var left = 20 + (side * column);
                Fill(boxes, left, top, 2, side - 4);
                Fill(boxes, left + side - 6, top, 2, side - 4);
                Fill(boxes, left, top, side - 4, 2);
                Fill(boxes, left, top + side - 6, side - 4, 2);

                // Steps, down and up.
                Fill(chain, left, top + (column % 2 * side), side + 2, 2);
                Fill(chain, left, top, column == 0 ? 0 : 2, side + 2);
            }

            // To the next row, by turns at the right and at the left.
            Fill(chain, 20 + (row % 2 == 0 ? side * columns : 0), top, 2, 50);
        }

        Read(boxes); // compiled
        var expected = TimeOf(boxes);

        TimeOf(chain).Should().BeLessThan(6 * expected);
    }

    private TimeSpan TimeOf(Plane page)
    {
        var start = Stopwatch.GetTimestamp();
        Read(page);
        return Stopwatch.GetElapsedTime(start);
    }

    private static void Fill(Plane page, int left, int top, int width, int height)
    {
        for (var row = top; row < top + height; row++)
        {
            page.Row(row).Slice(left, width).Fill(20);
        }
    }

    private static Plane Draw(Func<int, int, bool> isInk)
    {
        var page = new Plane(Width, Height);
        for (var row = 0; row < Height; row++)
        {
            for (var column = 0; column < Width; column++)
            {
                page.Row(row)[column] = isInk(column, row) ? 20 : 230;
            }
        }

        return page;
    }

    // Nothing is ever sure, so that everything is tried.
    private void Read(Plane page)
    {
        var unsure = new DigitPrediction([.. new byte[784]], [.. Enumerable.Repeat(0.1f, 10)], digitScore: 0, DigitFinding.NoDigit);
        new PageReading(
            _ => Count(ref _reads, unsure),
            _ => [Count(ref _reads, unsure), Count(ref _reads, unsure)],
            _ => Count(ref _glances, 0f),
            threshold: 1).Read(page);
    }

    private static T Count<T>(ref int count, T result)
    {
        count++;
        return result;
    }

    private void ShouldBeBounded()
    {
        _reads.Should().BeLessThanOrEqualTo(PageReading.MostReads + PageInk.MostMarks);
        _glances.Should().BeLessThanOrEqualTo(PageReading.MostGlances + Unfinished);
    }
}
