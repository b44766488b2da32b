namespace Mnist.Digits.Pages;

/// <summary>
/// All segments into which pieces of ink that lie close together may be cut, or joined, and how likely each is: the ways through the
/// lattice from its first place to its last are the ways to cut.
/// </summary>
internal sealed class Lattice
{
    // In heights of the group's digits.
    private const float LeastWidth = 0.1f;
    private const float MostWidth = 1.25f;
    private const float MostJoined = 1.4f;

    // In strokes.
    private const float MostCrossed = 6;
    private const float LeastHeight = 0.35f;
    private const float WidestGap = 0.3f;

    private const int MostParts = 3;

    // Two segments are the same digit if they are so close, in heights.
    private const float Same = 0.25f;

    // In heights: wider ink is several digits, as well as may be.
    private const float WideDigit = 0.95f;

    private const float WidestPair = 1.3f;

    // Of what is looked at quickly first: in units of the score, counted from the threshold, and of how many ways to cut a pair.
    private const float LeastGlance = -6;
    private const int MostPairs = 4;

    private readonly Func<Mark, DigitPrediction?> _read;
    private readonly Func<Mark, float> _glance;
    private readonly float _threshold;
    private readonly float _height;
    private readonly List<Segment> _segments = [];
    private int _last;

    private Lattice(Func<Mark, DigitPrediction?> read, Func<Mark, float> glance, float threshold, float height)
    {
        (_read, _glance, _threshold, _height) = (read, glance, threshold, height);
    }

    /// <param name="pieces">The pieces of ink from the left, as they were read, and whether each may be cut.</param>
    /// <param name="read">Reads a mark, or gives null when nothing is read any more.</param>
    /// <param name="glance">Gives the score of a mark, in a tenth of the time.</param>
    /// <param name="threshold">The score from which on something is a digit.</param>
    public static Lattice Of(
        IReadOnlyList<(ReadMark Piece, bool MayBeCut)> pieces, Func<Mark, DigitPrediction?> read, Func<Mark, float> glance, float threshold)
    {
        var lattice = new Lattice(read, glance, threshold, pieces.Max(piece => piece.Piece.Mark.LocalHeight()));
        var starts = new List<int>();
        foreach (var (piece, mayBeCut) in pieces)
        {
            starts.Add(lattice._last);
            lattice.Add(piece, mayBeCut);
        }

        starts.Add(lattice._last);
        for (var first = 0; first < pieces.Count; first++)
        {
            for (var count = 2; count <= MostParts && first + count <= pieces.Count; count++)
            {
                lattice.AddJoined([.. pieces.Skip(first).Take(count).Select(piece => piece.Piece.Mark)], starts[first], starts[first + count]);
            }
        }

        lattice._segments.Sort((a, b) => a.From.CompareTo(b.From));
        return lattice;
    }

    private void Add(ReadMark piece, bool mayBeCut)
    {
        var (mark, start) = (piece.Mark, _last);
        List<int[]> edges = mayBeCut ? Cuts.FindAll(mark.Ink, _height) : [[], []];
        _last += edges.Count - 1;
        var width = mark.Box.Width / _height;
        _segments.Add(new Segment(start, _last, piece, SegmentScore.Describe(
            piece.Prediction, _threshold, width, mark.Box.Height / _height, 0, 0, isWhole: true, gap: null)));
        _segments.Add(new Segment(
            start, _last, piece with { Prediction = piece.Prediction.With(DigitFinding.NoDigit) }, SegmentScore.DescribeOther(width)));
        if (!mayBeCut)
        {
            return;
        }

        var isPair = width < WidestPair;
        var places = edges.ConvertAll(edge => (float)edge.Average());
        var crossed = edges.ConvertAll(edge => Cuts.Ink(mark.Ink, edge) / mark.Thickness);
        var parts = new List<(int From, int To, Mark Part, float Glance)>();
        for (var from = 0; from < edges.Count - 1; from++)
        {
            for (var to = from + 1; to < edges.Count; to++)
            {
                var wide = (places[to] - places[from]) / _height;
                var isOneOfPair = from == 0 || to == edges.Count - 1;
                if ((from == 0 && to == edges.Count - 1) || (isPair && !isOneOfPair) || wide < LeastWidth || wide > MostWidth
                    || crossed[from] + crossed[to] > MostCrossed
                    || Cuts.Between(mark, edges[from], edges[to]) is not { } part || part.Box.Height < LeastHeight * _height)
                {
                    continue;
                }

                var glance = _glance(part) - _threshold;
                if (glance >= LeastGlance)
                {
                    parts.Add((from, to, part, glance));
                }
            }
        }

        // Of a pair both have to be digits.
        var cuts = !isPair ? null : parts.GroupBy(part => part.From == 0 ? part.To : part.From).Where(cut => cut.Count() == 2)
            .OrderByDescending(cut => cut.Min(part => part.Glance)).Take(MostPairs).SelectMany(cut => cut).ToHashSet();
        foreach (var each in parts)
        {
            var (from, to, part, _) = each;
            if (cuts?.Contains(each) != false && _read(part) is { } prediction)
            {
                _segments.Add(new Segment(start + from, start + to, new ReadMark(part, prediction), SegmentScore.Describe(
                    prediction, _threshold, part.Box.Width / _height, part.Box.Height / _height, crossed[from], crossed[to], isWhole: false, gap: null)));
            }
        }
    }

    private void AddJoined(Mark[] marks, int from, int to)
    {
        var gap = 0f;
        for (var i = 1; i < marks.Length; i++)
        {
            gap = MathF.Max(gap, marks[i].Box.Gap(marks[i - 1].Box) / _height);
        }

        var whole = marks.Aggregate((a, b) => a.Union(b));
        var (width, height) = (whole.Box.Width / _height, whole.Box.Height / _height);
        if (gap <= WidestGap && width <= MostJoined && height <= MostJoined && _read(whole) is { } prediction)
        {
            _segments.Add(new Segment(from, to, new ReadMark(whole, prediction), SegmentScore.Describe(
                prediction, _threshold, width, height, 0, 0, isWhole: false, gap)));
        }
    }

    /// <summary>Gives the most likely way, each segment with how likely it is that there is this digit at its place, whatever the way.</summary>
    public IReadOnlyList<(Segment Segment, float Probability)> Best()
    {
        var (forward, backward) = (new double[_last + 1], new double[_last + 1]);
        Array.Fill(forward, double.NegativeInfinity);
        Array.Fill(backward, double.NegativeInfinity);
        (forward[0], backward[_last]) = (0, 0);
        var best = new (double Score, Segment? Segment)[_last + 1];
        Array.Fill(best, (double.NegativeInfinity, null));
        best[0] = (0, null);
        foreach (var segment in _segments)
        {
            forward[segment.To] = Add(forward[segment.To], forward[segment.From] + segment.Score);
            if (!segment.IsDigit && segment.Features[SegmentScore.OtherWidth] >= WideDigit && segment.To - segment.From > 1)
            {
                continue;
            }

            var score = best[segment.From].Score + segment.Score;
            best[segment.To] = score > best[segment.To].Score ? (score, segment) : best[segment.To];
        }

        for (var i = _segments.Count - 1; i >= 0; i--)
        {
            backward[_segments[i].From] = Add(backward[_segments[i].From], _segments[i].Score + backward[_segments[i].To]);
        }

        var way = new List<(Segment, float)>();
        for (var at = _last; at > 0;)
        {
            var segment = best[at].Segment!;
            var share = _segments.Where(other => IsSame(segment, other))
                .Sum(other => Math.Exp(forward[other.From] + other.Score + backward[other.To] - forward[_last]));
            way.Add((segment, (float)share));
            at = segment.From;
        }

        way.Reverse();
        return way;
    }

    private bool IsSame(Segment first, Segment second) =>
        first.Read.Prediction.Digit == second.Read.Prediction.Digit && first.IsDigit == second.IsDigit
        && MathF.Abs(first.Read.Mark.CentreX - second.Read.Mark.CentreX) <= Same * _height;

    private static double Add(double first, double second)
    {
        var (least, most) = (Math.Min(first, second), Math.Max(first, second));
        return double.IsNegativeInfinity(least) ? most : most + Math.Log(1 + Math.Exp(least - most));
    }
}
