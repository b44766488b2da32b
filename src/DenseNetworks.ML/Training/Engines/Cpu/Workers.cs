using System.Diagnostics;
using System.Runtime.ExceptionServices;

namespace DenseNetworks.ML.Training;

/// <summary>
/// Threads that do parts of the same work concurrently, including the calling thread. They are meant for work of microseconds:
/// between runs, they spin for a moment before they sleep. If they wait too long for each other, the calling thread does all
/// parts for a while.
/// </summary>
internal sealed class Workers : IDisposable
{
    private readonly Barrier _barrier;
    private readonly ParallelismPolicy _policy;
    private readonly List<Thread> _threads = [];
    private Action<int>[]? _work;
    private volatile Exception? _failure;

    /// <param name="count">The number of workers, at least 1, including the calling thread.</param>
    /// <param name="onStart">An action that each thread but the calling one does first; or null.</param>
    public Workers(int count, Action? onStart = null)
    {
        Count = count;
        _barrier = new Barrier(count);
        _policy = new ParallelismPolicy(count);
        try
        {
            for (var worker = 1; worker < count; worker++)
            {
                var number = worker;
                var name = $"Dense network training {number}";
                var thread = new Thread(() => Serve(number, onStart)) { IsBackground = true, Name = name };
                thread.Start();
                _threads.Add(thread);
            }
        }
        catch
        {
            _barrier.RemoveParticipants(count - 1 - _threads.Count); // the threads that failed to start
            Dispose();
            throw;
        }
    }

    public int Count { get; }

    /// <summary>
    /// Runs all parts of each action, one action after another, and returns when all are done. The result does not depend on
    /// which thread does which part. After a failure, the remaining actions are skipped.
    /// </summary>
    public void Run(params Action<int>[] work)
    {
        if (_policy.IsAlone)
        {
            foreach (var part in work)
            {
                for (var worker = 0; worker < Count; worker++)
                {
                    part(worker);
                }
            }

            _policy.NoteAlone();
        }
        else
        {
            DoTogether(work);
        }
    }

    public void Dispose()
    {
        _work = null;
        _barrier.SignalAndWait();
        _threads.ForEach(thread => thread.Join());
        _barrier.Dispose();
    }

    private void DoTogether(Action<int>[] work)
    {
        var start = Stopwatch.GetTimestamp();
        _work = work;
        _barrier.SignalAndWait();
        var own = DoAll(0, work);
        _policy.NoteShared(own, Stopwatch.GetTimestamp() - start);
        if (_failure is { } failure)
        {
            _failure = null;
            ExceptionDispatchInfo.Throw(failure);
        }
    }

    private void Serve(int worker, Action? onStart)
    {
        onStart?.Invoke();
        while (true)
        {
            _barrier.SignalAndWait();
            // Read now, because the next run may change it when all workers are done.
            if (_work is not { } work)
            {
                return;
            }

            DoAll(worker, work);
        }
    }

    // Returns the duration of the work itself, without waiting.
    private long DoAll(int worker, Action<int>[] work)
    {
        var own = 0L;
        foreach (var part in work)
        {
            own += _failure is null ? Do(part, worker) : 0;
            _barrier.SignalAndWait();
        }

        return own;
    }

    private long Do(Action<int> work, int worker)
    {
        var start = Stopwatch.GetTimestamp();
        try
        {
            work(worker);
        }
#pragma warning disable CA1031 // Run rethrows it
        catch (Exception e)
#pragma warning restore CA1031
        {
            _failure = e; // one of several is enough
        }

        return Stopwatch.GetTimestamp() - start;
    }
}
