using Mnist.Digits.Normalization;

namespace Mnist.Digits.Pages;

/// <summary>Reads the pieces of ink on a page: joins parts of a digit, splits digits that touch, and leaves out what is none.</summary>
internal sealed class PageReading(Func<Ink, DigitPrediction> read, float threshold)
{
    // Of the usual length of pieces: smaller ones are parts or dirt.
    private const float LeastExtent = 0.3f;

    // In lengths of a piece: what is near enough to be a part of it.
    private const float WidestGap = 0.3f;

    // In units of the score: so sure that nothing else is tried.
    private const float CertainMargin = 5;
    private const float LeastGain = 1;
    private const float SplitGain = 2;

    // In heights: wider pieces may be two digits, even if they look like one, and much wider ones are.
    private const float WideDigit = 0.95f;
    private const float WidestDigit = 1.3f;

    // What is no digit is marked where a digit is so near, in heights of the larger, and of about its height.
    private const float Neighbourhood = 2f;
    private const float LeastAlike = 0.5f;

    private readonly TouchingDigits _touching = new(mark => read(mark.ToInk()), threshold);

    public List<List<ReadMark>> Read(Plane page)
    {
        var marks = PageInk.Find(page);
        if (marks.Count == 0)
        {
            return [];
        }

        var usual = UsualExtent(marks);
        var mains = marks.Where(mark => mark.Box.LongestSide >= LeastExtent * usual).ToList();
        var parts = marks.Where(mark => mark.Box.LongestSide < LeastExtent * usual)
            .GroupBy(part => mains.MinBy(main => main.Box.Gap(part.Box))!).ToDictionary(group => group.Key, group => group.ToList());
        var found = mains.SelectMany(main => Read(main, parts.GetValueOrDefault(main, []))).ToList();
        return ReadingOrder.Arrange([.. found.Where(mark => mark.Prediction.IsDigit || IsInRow(mark, found))]);
    }

    // Weighted by area, so that dirt does not count.
    private static float UsualExtent(List<Mark> marks)
    {
        var half = marks.Sum(mark => (long)mark.Area) / 2;
        foreach (var mark in marks.OrderBy(mark => mark.Box.LongestSide))
        {
            half -= mark.Area;
            if (half <= 0)
            {
                return mark.Box.LongestSide;
            }
        }

        return marks[0].Box.LongestSide;
    }

    private IReadOnlyList<ReadMark> Read(Mark main, List<Mark> parts)
    {
        var best = new ReadMark(main, read(main.ToInk()));
        var near = parts.Where(part => part.Box.Gap(main.Box) <= WidestGap * main.Box.LongestSide).ToList();
        if (near.Count > 0 && Margin(best) < CertainMargin)
        {
            var whole = near.Aggregate(main, (a, b) => a.Union(b));
            var other = new ReadMark(whole, read(whole.ToInk()));
            best = Margin(other) > Margin(best) + LeastGain ? other : best;
        }

        var shape = main.Box.Width / (float)main.Box.Height;
        if (!best.Prediction.IsDigit || shape >= WideDigit)
        {
            var least = best.Prediction.IsDigit ? best.Prediction.DigitScore + (shape < WidestDigit ? SplitGain : -SplitGain) : threshold;
            if (_touching.Split(best.Mark, least) is { } digits)
            {
                return digits;
            }

            if (shape >= WidestDigit && !best.Prediction.IsDigit)
            {
                return [best with { Prediction = best.Prediction.With(DigitFinding.SeveralDigits) }];
            }
        }

        return [best];
    }

    private float Margin(ReadMark mark) => mark.Prediction.IsDigit ? mark.Prediction.DigitScore - threshold : float.NegativeInfinity;

    private static bool IsInRow(ReadMark mark, List<ReadMark> all) => all.Exists(other =>
        other.Prediction.IsDigit
        && mark.Mark.Box.Height >= LeastAlike * other.Mark.Box.Height
        && other.Mark.Box.Height >= LeastAlike * mark.Mark.Box.Height
        && mark.Mark.Box.Gap(other.Mark.Box) <= Neighbourhood * other.Mark.Box.Height);
}
