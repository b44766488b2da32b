using Mnist.Digits.Normalization;

namespace Mnist.Digits.Pages;

/// <summary>Reads the pieces of ink on a page: joins parts of a digit, splits digits that touch, and leaves out what is none.</summary>
internal sealed class PageReading
{
    /// <summary>The most pieces of ink that are read of a page, with those that are read again in parts.</summary>
    public const int MostReads = 4000;

    /// <summary>The most that are looked at to choose where to cut, after which nothing is cut any more.</summary>
    public const int MostGlances = GlancesPerRead * MostReads;

    private const int GlancesPerRead = 10;

    // Of a small page, on which there cannot be as many digits.
    private const int LeastReads = 800;
    private const int PixelsPerRead = 800;

    // Of the usual length of pieces: smaller ones are parts or dirt.
    private const float LeastExtent = 0.3f;
    private const float LeastExtentByLines = 0.45f;
    private const float LeastCut = 0.5f;

    // In lengths of a piece: what is near enough to be a part of it.
    private const float WidestGap = 0.3f;

    // In units of the score: so sure that nothing else is tried.
    private const float CertainMargin = 6;
    private const float NearlyCertain = 4;
    private const float VeryCertain = 12;
    private const float LeastGain = 1;

    // Of a digit of a group, beside all other ways to cut it.
    private const float LeastProbability = 0.6f;
    private const float LeastWhole = 0.25f;

    // Of what is nearly a digit, in units of the score, and of how many digits in its row it is taken for one.
    private const float LeastAmongDigits = 0.5f;
    private const float MostBelow = 4;
    private const float LeastConfidence = 0.8f;
    private const int LeastDigits = 2;

    // In heights: what is larger is not one digit.
    private const float MostJoined = 1.4f;

    // Of the width of the narrower: what is above and below each other.
    private const float LeastStacked = 0.4f;

    // In heights: narrower pieces are one digit, and wider ones may be several even if they look like one.
    private const float NarrowestPair = 0.6f;
    private const float WideDigit = 0.95f;
    private const float WidePair = 1.3f;

    // What is no digit is marked where a digit is so near, in heights of the larger, and of about its height.
    private const float Neighbourhood = 2f;
    private const float LeastAlike = 0.5f;
    private const float SameRow = 0.75f;

    // Of digits that touch: how tall beside the middle one of the page's digits, and how much like strokes.
    private const float Shortest = 0.7f;
    private const float MostSolid = 0.35f;

    private readonly Func<Ink, DigitPrediction> _read;
    private readonly Func<Ink, DigitPrediction[]> _readAgain;
    private readonly Func<Ink, float> _glance;
    private readonly float _threshold;
    private int _readsLeft;
    private int _glancesLeft;
    private float _leastHeight;

    /// <param name="read">Reads one digit.</param>
    /// <param name="readAgain">Reads it in other ways, which take longer.</param>
    /// <param name="glance">Gives the score of a digit, in a tenth of the time.</param>
    /// <param name="threshold">The score from which on something is a digit.</param>
    public PageReading(Func<Ink, DigitPrediction> read, Func<Ink, DigitPrediction[]> readAgain, Func<Ink, float> glance, float threshold)
    {
        (_read, _readAgain, _glance) = (read, readAgain, glance);
        _threshold = threshold;
    }

    public List<List<ReadMark>> Read(Plane page)
    {
        var marks = PageInk.Find(page, out var hasLines);
        if (marks.Count == 0)
        {
            return [];
        }

        _readsLeft = Math.Min(LeastReads + (page.Width * page.Height / PixelsPerRead), MostReads);
        _glancesLeft = GlancesPerRead * _readsLeft;

        var usual = UsualExtent(marks);
        var least = (hasLines ? LeastExtentByLines : LeastExtent) * usual;
        _leastHeight = LeastCut * usual;
        var mains = marks.Where(mark => mark.Box.LongestSide >= least).ToList();
        var parts = marks.Where(mark => mark.Box.LongestSide < least)
            .GroupBy(part => mains.MinBy(main => main.Box.Gap(part.Box))!).ToDictionary(group => group.Key, group => group.ToList());
        var read = mains.ConvertAll(main => Read(main, parts.GetValueOrDefault(main, [])));
        var found = Groups(read).SelectMany(Separate).ToList();
        var judged = ReadingOrder.Arrange(found).SelectMany(row => Promote([.. new Words(_threshold).Doubt(row)])).ToList();
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

    private float Glance(Mark mark)
    {
        _glancesLeft--;
        return _glance(mark.ToInk());
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

    private ReadMark Read(Mark main, List<Mark> parts)
    {
        var best = new ReadMark(main, Read(main));
        var near = parts.Where(part => part.Box.Gap(main.Box) <= WidestGap * main.Box.LongestSide).ToList();
        if (near.Count > 0 && Margin(best) < CertainMargin && _readsLeft > 0)
        {
            var whole = near.Aggregate(main, (a, b) => a.Union(b));
            var other = new ReadMark(whole, Read(whole));
            best = Margin(other) > Margin(best) + LeastGain ? other : best;
        }

        return Margin(best) < NearlyCertain && _readsLeft > 0 ? ReadAgain(best) : best;
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

    // What may be cut or joined together.
    private List<List<ReadMark>> Groups(List<ReadMark> marks)
    {
        var groups = new List<List<ReadMark>>();
        foreach (var mark in marks)
        {
            List<ReadMark> group = [mark];
            foreach (var other in groups.Where(other => other.Exists(neighbour => MayBeOne(neighbour, mark))).ToList())
            {
                group.AddRange(other);
                groups.Remove(other);
            }

            groups.Add(group);
        }

        return groups;
    }

    private bool MayBeOne(ReadMark first, ReadMark second)
    {
        var (a, b) = (first.Mark.Box, second.Mark.Box);
        var height = Math.Max(a.Height, b.Height);
        var both = a.Union(b);
        return a.Gap(b) <= WidestGap * height && both.Width <= MostJoined * height && both.Height <= MostJoined * height
            && (Margin(first) < CertainMargin || Margin(second) < CertainMargin || AreStacked(a, b));
    }

    private static bool AreStacked(Box first, Box second) =>
        Math.Min(first.Right, second.Right) - Math.Max(first.Left, second.Left) >= LeastStacked * Math.Min(first.Width, second.Width);

    // Digits that touch may look like one, and one that is broken like two.
    private IEnumerable<ReadMark> Separate(List<ReadMark> group)
    {
        var pieces = group.OrderBy(piece => piece.Mark.CentreX).Select(piece => (piece, MayBeSeveral(piece))).ToList();
        if (_readsLeft <= 0 || _glancesLeft <= 0 || pieces is [(_, false)])
        {
            return group.Select(piece => piece with { IsLikelyAmongDigits = IsNearlyDigit(piece.Prediction) });
        }

        var lattice = Lattice.Of(pieces, mark => _readsLeft > 0 ? Read(mark) : null, Glance, _threshold);
        return lattice.Best().Select(part => Judge(part.Segment, part.Probability));
    }

    private ReadMark Judge(Segment segment, float probability)
    {
        var (mark, prediction) = segment.Read;
        if (probability >= (segment.IsWhole ? LeastWhole : LeastProbability) && prediction.IsDigit)
        {
            return segment.Read;
        }

        var finding = mark.Box.Width >= WideDigit * mark.LocalHeight() ? DigitFinding.SeveralDigits : DigitFinding.NoDigit;
        return new ReadMark(mark, prediction.With(finding))
        {
            IsLikelyAmongDigits = segment.IsDigit && probability >= LeastAmongDigits && IsNearlyDigit(prediction),
        };
    }

    private bool IsNearlyDigit(DigitPrediction prediction) =>
        prediction.DigitScore >= _threshold - MostBelow && prediction.Confidence >= LeastConfidence;

    // What is nearly a digit is one among digits.
    private static IEnumerable<ReadMark> Promote(List<ReadMark> row)
    {
        var digits = row.Count(mark => mark.Prediction.IsDigit);
        return digits < LeastDigits || 2 * digits < row.Count ? row : row.Select(mark =>
            mark.IsLikelyAmongDigits ? mark with { Prediction = mark.Prediction.With(DigitFinding.Digit) } : mark);
    }

    private bool MayBeSeveral(ReadMark piece)
    {
        var height = piece.Mark.LocalHeight();
        var shape = piece.Mark.Box.Width / height;
        return height >= _leastHeight && (shape >= WidePair || (shape >= NarrowestPair && Margin(piece) < (shape < WideDigit ? NearlyCertain : VeryCertain)));
    }

    private float Margin(ReadMark mark) => mark.Prediction.IsDigit ? mark.Prediction.DigitScore - _threshold : float.NegativeInfinity;

    private static bool IsInRow(ReadMark mark, List<ReadMark> all) => all.Exists(other =>
        other.Prediction.IsDigit
        && mark.Mark.Box.Height >= LeastAlike * other.Mark.Box.Height
        && other.Mark.Box.Height >= LeastAlike * mark.Mark.Box.Height
        && MathF.Abs(mark.Mark.CentreY - other.Mark.CentreY) <= SameRow * MathF.Max(mark.Mark.Box.Height, other.Mark.Box.Height)
        && mark.Mark.Box.Gap(other.Mark.Box) <= Neighbourhood * other.Mark.Box.Height);
}
