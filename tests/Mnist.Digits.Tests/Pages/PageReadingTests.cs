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
