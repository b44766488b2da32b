using Mnist.Digits.Normalization;

namespace Mnist.Digits.Pages;

/// <summary>Reads the pieces of ink on a page: joins parts of a digit, splits digits that touch, and leaves out what is none.</summary>
internal sealed class PageReading
{
    /// <summary>The most pieces of ink that are read of a page, with those that are read again in parts.</summary>
    public const int MostReads = 4000;

    // Of the usual length of pieces: smaller ones are parts or dirt.
    private const float LeastExtent = 0.3f;
    private const float LeastExtentByLines = 0.45f;

    // In lengths of a piece: what is near enough to be a part of it.
    private const float WidestGap = 0.3f;

    // In units of the score: so sure that nothing else is tried.
    private const float CertainMargin = 6;
    private const float LeastGain = 1;

    // Of the least sure digit of a split.
    private const float LeastMargin = 2.5f;

    // In heights: narrower pieces are one digit, and wider ones may be several even if they look like one.
    private const float NarrowestPair = 0.6f;
    private const float WideDigit = 0.95f;

    // What is no digit is marked where a digit is so near, in heights of the larger, and of about its height.
    private const float Neighbourhood = 2f;
    private const float LeastAlike = 0.5f;
    private const float SameRow = 0.75f;

    // Of digits that touch: how tall beside the middle one of the page's digits, and how much like strokes.
    private const float Shortest = 0.7f;
    private const float MostSolid = 0.35f;

    private readonly Func<Ink, DigitPrediction> _read;
    private readonly Func<Ink, DigitPrediction[]> _readAgain;
    private readonly float _threshold;
    private readonly TouchingDigits _touching;
    private int _readsLeft = MostReads;

    /// <param name="read">Reads one digit.</param>
    /// <param name="readAgain">Reads it in other ways, which take longer.</param>
    /// <param name="threshold">The score from which on something is a digit.</param>
    public PageReading(Func<Ink, DigitPrediction> read, Func<Ink, DigitPrediction[]> readAgain, float threshold)
    {
        (_read, _readAgain) = (read, readAgain);
        _threshold = threshold;
        _touching = new TouchingDigits(Read, threshold);
    }

    public List<List<ReadMark>> Read(Plane page)
    {
        var marks = PageInk.Find(page, out var hasLines);
        if (marks.Count == 0)
        {
            return [];
        }

        var least = (hasLines ? LeastExtentByLines : LeastExtent) * UsualExtent(marks);
        var mains = marks.Where(mark => mark.Box.LongestSide >= least).ToList();
        var parts = marks.Where(mark => mark.Box.LongestSide < least)
            .GroupBy(part => mains.MinBy(main => main.Box.Gap(part.Box))!).ToDictionary(group => group.Key, group => group.ToList());
        var found = mains.SelectMany(main => Read(main, parts.GetValueOrDefault(main, []))).ToList();
        var judged = ReadingOrder.Arrange(found).SelectMany(new Words(_threshold).Doubt).ToList();
        var heights = judged.Where(mark => mark.Prediction.IsDigit).Select(mark => mark.Mark.Box.Height).Order().ToList();
        return ReadingOrder.Arrange([.. judged.Where(mark => mark.Prediction.IsDigit || IsInRow(mark, judged) || MayBeDigits(mark))]);

        // As tall as the digits of the page are, where there are any.
        bool MayBeDigits(ReadMark mark) => mark.Prediction.Finding == DigitFinding.SeveralDigits && mark.Mark.Solidity <= MostSolid
            && (heights.Count == 0 || (mark.Mark.Box.Height >= Shortest * heights[heights.Count / 2]
                && mark.Mark.Box.Height * Shortest <= heights[heights.Count / 2]));
    }

    private DigitPrediction Read(Mark mark)
    {
        _readsLeft--;
        return _read(mark.ToInk());
    }

    // Weighted by area, so that dirt does not count.
    private static float UsualExtent(List<Mark> marks)
    {
        var half = marks.Sum(mark => (long)mark.Area) / 2;
        foreach (var mark in marks.OrderBy(mark => mark.Box.Height))
        {
            half -= mark.Area;
            if (half <= 0)
            {
                return mark.Box.Height;
            }
        }

        return marks[0].Box.Height;
    }

    private IReadOnlyList<ReadMark> Read(Mark main, List<Mark> parts)
    {
        var best = new ReadMark(main, Read(main));
        var near = parts.Where(part => part.Box.Gap(main.Box) <= WidestGap * main.Box.LongestSide).ToList();
        if (near.Count > 0 && Margin(best) < CertainMargin && _readsLeft > 0)
        {
            var whole = near.Aggregate(main, (a, b) => a.Union(b));
            var other = new ReadMark(whole, Read(whole));
            best = Margin(other) > Margin(best) + LeastGain ? other : best;
        }

        return Separate(Margin(best) < CertainMargin && _readsLeft > 0 ? ReadAgain(best) : best);
    }

    private ReadMark ReadAgain(ReadMark first)
    {
        var best = first;
        foreach (var prediction in _readAgain(first.Mark.ToInk()))
        {
            _readsLeft--;
            var other = first with { Prediction = prediction };
            best = Margin(other) > Margin(best) ? other : best;
        }

        return best;
    }

    // Digits that touch may look like one.
    private IReadOnlyList<ReadMark> Separate(ReadMark whole)
    {
        var shape = whole.Mark.Box.Width / (float)whole.Mark.Box.Height;
        var margin = Margin(whole);
        if (_readsLeft <= 0 || shape < NarrowestPair || (shape < WideDigit && margin >= CertainMargin))
        {
            return [whole];
        }

        return _touching.Split(whole.Mark, MathF.Max(margin, LeastMargin)) is { } digits ? digits
            : margin >= LeastMargin || (whole.Prediction.IsDigit && shape < WideDigit) ? [whole]
            : [whole with { Prediction = whole.Prediction.With(shape >= WideDigit ? DigitFinding.SeveralDigits : DigitFinding.NoDigit) }];
    }

    private float Margin(ReadMark mark) => mark.Prediction.IsDigit ? mark.Prediction.DigitScore - _threshold : float.NegativeInfinity;

    private static bool IsInRow(ReadMark mark, List<ReadMark> all) => all.Exists(other =>
        other.Prediction.IsDigit
        && mark.Mark.Box.Height >= LeastAlike * other.Mark.Box.Height
        && other.Mark.Box.Height >= LeastAlike * mark.Mark.Box.Height
        && MathF.Abs(mark.Mark.CentreY - other.Mark.CentreY) <= SameRow * MathF.Max(mark.Mark.Box.Height, other.Mark.Box.Height)
        && mark.Mark.Box.Gap(other.Mark.Box) <= Neighbourhood * other.Mark.Box.Height);
}
