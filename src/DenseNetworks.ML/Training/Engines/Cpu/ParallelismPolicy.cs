namespace DenseNetworks.ML.Training;

/// <summary>
/// Determines whether to divide work among threads. If other programs compete for the cores, a thread that others wait for may
/// not run for milliseconds, which is many times the duration of its part. Not thread-safe.
/// </summary>
internal sealed class ParallelismPolicy(int workers)
{
    private const int RunsPerTrial = 16;
    private const int LeastRunsAlone = 256;
    private const int MostRunsAlone = 16_384;

    // On one thread, a run takes as long as all parts together. The loss must exceed this factor to justify a change.
    private const double Patience = 1.5;

    private long _own;
    private long _whole;
    private int _runs;
    private int _runsAlone = LeastRunsAlone / 2;

    /// <summary>Gets a value indicating whether one thread should do the next run.</summary>
    public bool IsAlone { get; private set; } = workers == 1;

    /// <summary>Records a run that was divided: the duration of one part, and of the whole run including waiting.</summary>
    public void NoteShared(long own, long whole)
    {
        _own += own;
        _whole += whole;
        if (++_runs < RunsPerTrial)
        {
            return;
        }

        IsAlone = _whole > Patience * workers * _own;
        // The longer this lasts, the less often dividing is tried again.
        _runsAlone = IsAlone ? Math.Min(2 * _runsAlone, MostRunsAlone) : LeastRunsAlone / 2;
        (_runs, _own, _whole) = (0, 0, 0);
    }

    /// <summary>Records a run that one thread did.</summary>
    public void NoteAlone()
    {
        if (workers > 1 && ++_runs >= _runsAlone)
        {
            (_runs, IsAlone) = (0, false);
        }
    }
}
