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
    private volatile Exception? _failure;

    /// <param name="count">The number of workers, at least 1, with the calling thread.</param>
    public Workers(int count)
    {
        Count = count;
        _barrier = new Barrier(count);
        for (var worker = 1; worker < count; worker++)
        {
            var number = worker;
            var thread = new Thread(() => Serve(number)) { IsBackground = true, Name = $"Dense network training {number}" };
            thread.Start();
            _threads.Add(thread);
        }
    }

    /// <summary>Gets the number of workers.</summary>
    public int Count { get; }

    /// <summary>Lets every worker do its share, and returns when all have.</summary>
    /// <param name="work">What to do, given the worker's number from 0.</param>
    public void Run(Action<int> work)
    {
        _work = work;
        _barrier.SignalAndWait();
        Do(0);
        _barrier.SignalAndWait();
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
            if (_work is null)
            {
                return;
            }

            Do(worker);
            _barrier.SignalAndWait();
        }
    }

    private void Do(int worker)
    {
        try
        {
            _work!(worker);
        }
#pragma warning disable CA1031 // Run throws it again, whatever it is
        catch (Exception e)
#pragma warning restore CA1031
        {
            _failure = e; // of several, one is enough
        }
    }
}
