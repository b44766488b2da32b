using System.Collections.Concurrent;

namespace Mnist.Classifier.Tests.Data.Download;

/// <summary>
/// A clock on which delays between attempts are over at once, and time limits are never reached, except where a test
/// says so. Nothing depends on how fast the machine is.
/// </summary>
internal sealed class ImpatientClock : TimeProvider
{
    public static readonly TimeSpan ResponseTimeout = TimeSpan.FromHours(1);
    public static readonly TimeSpan StallTimeout = TimeSpan.FromHours(2);

    private readonly ConcurrentQueue<TimeSpan> _delays = new();
    private readonly ConcurrentDictionary<TimeSpan, bool> _reached = new();

    /// <summary>Gets the delays between attempts so far.</summary>
    public TimeSpan[] Delays => [.. _delays];

    public DateTimeOffset Now { get; } = new(2030, 1, 1, 12, 0, 0, TimeSpan.Zero);

    /// <summary>Makes the next limit of this length be reached as soon as it is set.</summary>
    public void ReachNext(TimeSpan limit) => _reached[limit] = true;

    public override DateTimeOffset GetUtcNow() => Now;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        new ImpatientTimer(this, base.CreateTimer(callback, state, Replace(dueTime), period));

    // Without end: the timer is made to be set later.
    private TimeSpan Replace(TimeSpan dueTime)
    {
        if (dueTime == ResponseTimeout || dueTime == StallTimeout || dueTime == Timeout.InfiniteTimeSpan)
        {
            return _reached.TryRemove(dueTime, out _) ? TimeSpan.Zero : Timeout.InfiniteTimeSpan;
        }

        _delays.Enqueue(dueTime);
        return TimeSpan.Zero;
    }

    private sealed class ImpatientTimer(ImpatientClock clock, ITimer timer) : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period) => timer.Change(clock.Replace(dueTime), period);

        public void Dispose() => timer.Dispose();

        public ValueTask DisposeAsync() => timer.DisposeAsync();
    }
}
