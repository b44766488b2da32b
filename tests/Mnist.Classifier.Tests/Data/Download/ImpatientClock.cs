using System.Collections.Concurrent;
using Mnist.Classifier.Data.Download;

namespace Mnist.Classifier.Tests.Data.Download;

/// <summary>
/// A clock on which delays between attempts are over at once, and time limits are never reached, except where a test
/// says so. Nothing depends on how fast the machine is.
/// </summary>
internal sealed class ImpatientClock : TimeProvider
{
    private readonly ConcurrentQueue<TimeSpan> _delays = new();
    private readonly ConcurrentDictionary<TimeSpan, bool> _reached = new();
    private readonly ConcurrentDictionary<TimeSpan, ITimer> _latest = new();

    /// <summary>Gets the delays between attempts so far.</summary>
    public TimeSpan[] Delays => [.. _delays];

    /// <summary>Gets or sets a value indicating whether delays are over at once, or never.</summary>
    public bool DelaysEnd { get; set; } = true;

    /// <summary>Makes the next limit of this length be reached as soon as it is set.</summary>
    public void ReachNext(TimeSpan limit) => _reached[limit] = true;

    /// <summary>Makes the limit of this length that was set last be reached now, if one was set.</summary>
    public bool TryReachNow(TimeSpan limit) =>
        _latest.TryGetValue(limit, out var timer) && timer.Change(TimeSpan.Zero, Timeout.InfiniteTimeSpan);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = base.CreateTimer(callback, state, Replace(dueTime), period);
        _latest[dueTime] = timer;
        return new ImpatientTimer(this, timer);
    }

    // Without end: the timer is made to be set later.
    private TimeSpan Replace(TimeSpan dueTime)
    {
        if (dueTime == Transfer.ResponseTimeout || dueTime == Transfer.ChunkTimeout || dueTime == Timeout.InfiniteTimeSpan)
        {
            return _reached.TryRemove(dueTime, out _) ? TimeSpan.Zero : Timeout.InfiniteTimeSpan;
        }

        _delays.Enqueue(dueTime);
        return DelaysEnd ? TimeSpan.Zero : Timeout.InfiniteTimeSpan;
    }

    private sealed class ImpatientTimer(ImpatientClock clock, ITimer timer) : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period) => timer.Change(clock.Replace(dueTime), period);

        public void Dispose() => timer.Dispose();

        public ValueTask DisposeAsync() => timer.DisposeAsync();
    }
}
