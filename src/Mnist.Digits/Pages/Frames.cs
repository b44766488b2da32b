namespace Mnist.Digits.Pages;

/// <summary>Finds lines that end where others end, all around.</summary>
internal static class Frames
{
    /// <summary>Gives the sides of frames: of the lines, the most whose ends all meet the ends of others.</summary>
    /// <param name="upright">The lines that go down.</param>
    /// <param name="level">Those that go across, of the transposed picture.</param>
    public static IEnumerable<(ThinLine Line, bool IsUpright)> Find(List<ThinLine> upright, List<ThinLine> level)
    {
        var uprightSides = upright.ConvertAll(line => new Side(line));
        var levelSides = level.ConvertAll(line => new Side(line));
        foreach (var side in uprightSides)
        {
            foreach (var other in levelSides)
            {
                side.Meet(other);
                other.Meet(side);
            }
        }

        // A line without another at an end is no side, nor then is what ends at it alone.
        var open = new Stack<Side>(uprightSides.Concat(levelSides).Where(side => !side.IsClosed));
        while (open.TryPop(out var side))
        {
            foreach (var (other, end) in side.MetBy)
            {
                var wasClosed = other.IsClosed;
                other.Others[end]--;
                if (wasClosed && !other.IsClosed)
                {
                    open.Push(other);
                }
            }
        }

        return uprightSides.Where(side => side.IsClosed).Select(side => (side.Line, true))
            .Concat(levelSides.Where(side => side.IsClosed).Select(side => (side.Line, false)));
    }

    private static bool MeetAtCorner(LineRun end, ThinLine across)
    {
        var reach = ThinLine.EndTolerance + across.Thickness;
        return IsNear(across.First) || IsNear(across.Last);

        bool IsNear(LineRun corner) =>
            MathF.Abs(corner.Row - end.Centre) <= reach && MathF.Abs(corner.Centre - end.Row) <= reach;
    }

    private sealed class Side(ThinLine line)
    {
        public ThinLine Line { get; } = line;

        /// <summary>Gets how many lines meet its first and its last end.</summary>
        public int[] Others { get; } = [0, 0];

        /// <summary>Gets the lines whose ends this one meets, and which of their ends.</summary>
        public List<(Side Side, int End)> MetBy { get; } = [];

        public bool IsClosed => Others[0] > 0 && Others[1] > 0;

        public void Meet(Side across)
        {
            Meet(across, 0, Line.First);
            Meet(across, 1, Line.Last);
        }

        private void Meet(Side across, int end, LineRun run)
        {
            if (MeetAtCorner(run, across.Line))
            {
                Others[end]++;
                across.MetBy.Add((this, end));
            }
        }
    }
}
