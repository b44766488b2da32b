namespace Mnist.Digits.Pages;

/// <summary>A thin straight line that goes down a picture, or across one that was transposed.</summary>
internal sealed class ThinLine
{
    /// <summary>What ends at a line ends so near its middle, in pixels beyond its width.</summary>
    public const float EndTolerance = 4;

    /// <summary>Of printed lines: how far from upright or level, in columns for each row.</summary>
    public const float MostLeaning = 0.06f;

    /// <summary>The least slimness of the tooth of a comb.</summary>
    public const float LeastSlimTooth = 3;

    // The direction of a line is taken from so many rows, so that it may bend as paper does.
    private const int Lag = 96;

    // A run that is so much wider than the others is not of the line alone.
    private const float MostWiden = 1.6f;
    private const int LeastForWidth = 8;

    // Of the runs: so many at each end do not tell the direction.
    private const int CornerShare = 6;

    // Rows; before that a line has no direction yet.
    private const int LeastForSlope = 6;

    private readonly List<LineRun> _runs = [];
    private readonly List<(double Row, double Centre)> _sums = [];

    public ThinLine(LineRun first)
    {
        Append(first);
        (Thickness, Contrast) = (first.Strength, first.Contrast);
    }

    /// <summary>Gets what it is made of, at most one in each row.</summary>
    public IReadOnlyList<LineRun> Runs => _runs;

    public LineRun First => _runs[0];

    public LineRun Last => _runs[^1];

    /// <summary>Gets in how many rows since <see cref="Last"/> nothing was seen, and in how many ink too wide to be the line's own.</summary>
    public int MissedRows { get; set; }

    public int CrossedRows { get; set; }

    /// <summary>Gets from how many rows the line is missing altogether.</summary>
    public int MissedBefore { get; private set; }

    public int Length => Last.Row - First.Row + 1;

    /// <summary>Gets the mean width, of ink as strong as its middle.</summary>
    public float Thickness { get; private set; }

    /// <summary>Gets the mean of its middle.</summary>
    public float Contrast { get; private set; }

    /// <summary>Gets how many times longer than wide it is.</summary>
    public float Slimness => Length / Thickness;

    /// <summary>Gets how many columns it goes to the right in each row.</summary>
    public float Slope => Last.Row == First.Row ? 0 : (Last.Centre - First.Centre) / (Last.Row - First.Row);

    /// <summary>Gets the column where it would be in a row.</summary>
    public float At(int row) => First.Centre + (Slope * (row - First.Row));

    /// <summary>Tells whether a line across ends at it. Lines across are given transposed: their rows are columns.</summary>
    public bool IsReachedBy(LineRun end)
    {
        var reach = EndTolerance + Thickness;
        return end.Centre >= First.Row - reach
            && end.Centre <= Last.Row + reach
            && MathF.Abs(At((int)end.Centre) - end.Row) <= reach;
    }

    /// <summary>Predicts the column in a row below the last: by the means of both halves of the latest runs, or one that is off would tell.</summary>
    public float Predict(int row)
    {
        var count = Math.Min(_runs.Count, Lag);
        return count < LeastForSlope ? Last.Centre : Fit(_runs.Count - count, _runs.Count, row);
    }

    /// <summary>Takes away ends that are not straight: at corners, lines bend into those across.</summary>
    public void TrimEnds(float most)
    {
        var (start, end) = (_runs.Count / CornerShare, _runs.Count - (_runs.Count / CornerShare));
        if (end - start < LeastForSlope)
        {
            return;
        }

        var isStraight = _runs.ConvertAll(run => MathF.Abs(run.Centre - Fit(start, end, run.Row)) <= most);
        var (first, last) = (isStraight.IndexOf(true), isStraight.LastIndexOf(true));
        if (first >= 0)
        {
            _runs.RemoveRange(last + 1, _runs.Count - last - 1);
            _runs.RemoveRange(0, first);
        }
    }

    /// <summary>Tells whether a run is narrow enough to be of the line alone.</summary>
    public bool CanHave(LineRun run) => _runs.Count < LeastForWidth || run.Strength <= (MostWiden * Thickness) + 1;

    public void Add(LineRun run)
    {
        MissedBefore += MissedRows;
        (MissedRows, CrossedRows) = (0, 0);
        Append(run);
        Thickness += (run.Strength - Thickness) / _runs.Count;
        Contrast += (run.Contrast - Contrast) / _runs.Count;
    }

    private float Fit(int start, int end, int row)
    {
        var middle = (start + end) / 2;
        var (earlier, later) = (Mean(start, middle), Mean(middle, end));
        return (float)(later.Centre + ((later.Centre - earlier.Centre) / (later.Row - earlier.Row) * (row - later.Row)));
    }

    private (double Row, double Centre) Mean(int from, int to)
    {
        var (last, before) = (_sums[to - 1], from == 0 ? default : _sums[from - 1]);
        return ((last.Row - before.Row) / (to - from), (last.Centre - before.Centre) / (to - from));
    }

    private void Append(LineRun run)
    {
        var before = _sums.Count == 0 ? default : _sums[^1];
        _runs.Add(run);
        _sums.Add((before.Row + run.Row, before.Centre + run.Centre));
    }
}

/// <summary>The pixels of a line in one row.</summary>
/// <param name="Row">Which row.</param>
/// <param name="Left">The first column.</param>
/// <param name="Right">The last column.</param>
/// <param name="Strength">The sum of the ink, as a multiple of the strongest: how wide it is without its grey edges.</param>
/// <param name="Contrast">The strongest ink.</param>
internal readonly record struct LineRun(int Row, int Left, int Right, float Strength, float Contrast)
{
    public int Width => Right - Left + 1;

    public float Centre => (Left + Right) / 2f;
}
