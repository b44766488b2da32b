namespace DenseNetworks.ML.Training;

/// <summary>
/// Decides whether work is better shared out or done by one thread. Where other programs want the same cores, a thread that
/// others wait for may not run for milliseconds, which is many times what its share takes. Not thread-safe.
/// </summary>
internal sealed class ParallelismPolicy(int workers)
{
    private const int RunsPerTrial = 16;
    private const int LeastRunsAlone = 256;
    private const int MostRunsAlone = 16_384;

    // Alone, a run takes as long as all shares. So much more has to be lost before it is worth a change.
    private const double Patience = 1.5;

    private long _own;
    private long _whole;
    private int _runs;
    private int _runsAlone = LeastRunsAlone / 2;

    /// <summary>Gets whether the next run is better done by one thread.</summary>
    public bool IsAlone { get; private set; } = workers == 1;

    /// <summary>Takes note of a run that was shared out: how long one share took, and all with its waiting.</summary>
    public void NoteShared(long own, long whole)
    {
        _own += own;
        _whole += whole;
        if (++_runs < RunsPerTrial)
        {
            return;
        }

        IsAlone = _whole > Patience * workers * _own;
        // The longer it goes on, the more rarely it is tried again.
        _runsAlone = IsAlone ? Math.Min(2 * _runsAlone, MostRunsAlone) : LeastRunsAlone / 2;
        (_runs, _own, _whole) = (0, 0, 0);
    }

    /// <summary>Takes note of a run that one thread did.</summary>
    public void NoteAlone()
    {
        if (workers > 1 && ++_runs >= _runsAlone)
        {
            (_runs, IsAlone) = (0, false);
        }
    }
}
