using System.Runtime.ExceptionServices;
using TorchSharp;

namespace Mnist.Classifier.Training;

/// <summary>
/// Threads that do a piece of work side by side, one share each; the calling thread is the first of them. For work of
/// microseconds: between two pieces they wait by spinning for a moment, then sleep. In each thread libtorch works alone.
/// </summary>
internal sealed class Workers : IDisposable
{
    private readonly Barrier _barrier;
    private readonly List<Thread> _threads = [];
    private Action<int>? _work;
    private Action<int>? _next;
    private volatile Exception? _failure;

    /// <param name="count">The number of workers, at least 1, with the calling thread.</param>
    public Workers(int count)
    {
        Count = count;
        _barrier = new Barrier(count);
        try
        {
            for (var worker = 1; worker < count; worker++)
            {
                var number = worker;
                var thread = new Thread(() => Serve(number)) { IsBackground = true, Name = $"Dense network training {number}" };
                thread.Start();
                _threads.Add(thread);
            }
        }
        catch
        {
            _barrier.RemoveParticipants(count - 1 - _threads.Count); // those that the system would not start
            Dispose();
            throw;
        }
    }

    /// <summary>Gets the number of workers.</summary>
    public int Count { get; }

    /// <summary>Lets every worker do its share of one thing, then of another, and returns when all have.</summary>
    /// <param name="work">What to do, given the worker's number from 0.</param>
    /// <param name="next">What to do when every worker has done that, or null for nothing.</param>
    public void Run(Action<int> work, Action<int>? next = null)
    {
        (_work, _next) = (work, next);
        _barrier.SignalAndWait();
        DoBoth(0, work, next);
        if (_failure is { } failure)
        {
            _failure = null;
            ExceptionDispatchInfo.Throw(failure);
        }
    }

    public void Dispose()
    {
        _work = null;
        _barrier.SignalAndWait();
        _threads.ForEach(thread => thread.Join());
        _barrier.Dispose();
    }

    private void Serve(int worker)
    {
        torch.set_num_threads(1);
        while (true)
        {
            _barrier.SignalAndWait();
            // Read now: when the last of the workers is done, the next run may change them.
            var (work, next) = (_work, _next);
            if (work is null)
            {
                return;
            }

            DoBoth(worker, work, next);
        }
    }

    private void DoBoth(int worker, Action<int> work, Action<int>? next)
    {
        Do(work, worker);
        _barrier.SignalAndWait();
        if (next is null)
        {
            return;
        }

        if (_failure is null)
        {
            Do(next, worker);
        }

        _barrier.SignalAndWait();
    }

    private void Do(Action<int> work, int worker)
    {
        try
        {
            work(worker);
        }
#pragma warning disable CA1031 // Run throws it again, whatever it is
        catch (Exception e)
#pragma warning restore CA1031
        {
            _failure = e; // of several, one is enough
        }
    }
}
