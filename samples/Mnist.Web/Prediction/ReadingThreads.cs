using System.Net;

namespace Mnist.Web.Prediction;

/// <summary>
/// Threads for reading pictures only, so that quick requests, such as those for health, never wait. Clients take turns, and
/// none gets more than half of the threads: whatever one sends, others wait at most for one picture of each client.
/// </summary>
internal sealed class ReadingThreads : IDisposable
{
    private const int MostWaitingOfClient = 100;
    private const int MostWaiting = 1_000;

    private static readonly TimeSpan Idle = TimeSpan.FromSeconds(2);

    private readonly object _lock = new();
    private readonly Dictionary<IPAddress, Client> _clients = [];
    private readonly LinkedList<Client> _turns = []; // of waiting clients
    private readonly int _mostOfClient;
    private readonly Thread[] _threads;
    private int _waiting;
    private bool _hasGarbage;
    private bool _isOver;

    public ReadingThreads(LimitOptions limits)
    {
        _mostOfClient = Math.Max(1, limits.PicturesAtOnce / 2);
        _threads = [.. Enumerable.Range(1, limits.PicturesAtOnce).Select(
            i => new Thread(Work) { IsBackground = true, Name = $"Reading {i}" })];
        Array.ForEach(_threads, thread => thread.Start());
    }

    /// <summary>Runs a function when it is the turn of the client.</summary>
    /// <param name="address">The client.</param>
    /// <param name="read">The function.</param>
    /// <param name="isLarge">Whether to return memory to the system afterwards.</param>
    /// <param name="cancellationToken">Cancels the waiting, but not a running function.</param>
    /// <exception cref="RefusedRequestException">Too many pictures are waiting already.</exception>
    public async Task<T> RunAsync<T>(IPAddress address, Func<T> read, bool isLarge, CancellationToken cancellationToken)
    {
        var answer = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        var job = new LinkedListNode<Action>(() =>
        {
            try
            {
                answer.SetResult(read());
            }
            catch (Exception e) when (answer.TrySetException(e))
            {
                // Rethrown to the waiting request.
            }

            lock (_lock)
            {
                _hasGarbage |= isLarge;
            }
        });
        Add(address, job);
        await using var registration = cancellationToken.Register(() =>
        {
            if (TryRemove(address, job))
            {
                answer.SetCanceled(cancellationToken);
            }
        });
        return await answer.Task;
    }

    public void Dispose()
    {
        lock (_lock)
        {
            _isOver = true;
            Monitor.PulseAll(_lock);
        }

        Array.ForEach(_threads, thread => thread.Join());
    }

    private void Add(IPAddress address, LinkedListNode<Action> job)
    {
        lock (_lock)
        {
            var client = _clients.TryGetValue(address, out var known) ? known : _clients[address] = new Client(address);
            if (client.Jobs.Count == MostWaitingOfClient || _waiting == MostWaiting)
            {
                Forget(client);
                throw RefusedRequestException.Busy();
            }

            if (client.Jobs.Count == 0)
            {
                _turns.AddLast(client);
            }

            client.Jobs.AddLast(job);
            _waiting++;
            Monitor.Pulse(_lock);
        }
    }

    private bool TryRemove(IPAddress address, LinkedListNode<Action> job)
    {
        lock (_lock)
        {
            if (!_clients.TryGetValue(address, out var client) || job.List != client.Jobs)
            {
                return false;
            }

            Remove(client, job);
            Forget(client);
            return true;
        }
    }

    private void Remove(Client client, LinkedListNode<Action> job)
    {
        client.Jobs.Remove(job);
        _waiting--;
        if (client.Jobs.Count == 0)
        {
            _turns.Remove(client);
        }
    }

    private void Forget(Client client)
    {
        if (client.Running + client.Jobs.Count == 0)
        {
            _clients.Remove(client.Address);
        }
    }

    private void Work()
    {
        while (TakeTurn() is { } client)
        {
            client.Job();
            lock (_lock)
            {
                client.Of.Running--;
                Forget(client.Of);
                Monitor.Pulse(_lock); // the waiting thread may take one of this client
            }
        }
    }

    /// <summary>Waits for work, or returns null after disposal.</summary>
    private (Client Of, Action Job)? TakeTurn()
    {
        lock (_lock)
        {
            while (!_isOver)
            {
                if (_turns.FirstOrDefault(waiting => waiting.Running < _mostOfClient) is { } client)
                {
                    var job = client.Jobs.First!;
                    _turns.Remove(client);
                    Remove(client, job);
                    if (client.Jobs.Count > 0)
                    {
                        _turns.AddLast(client);
                    }

                    client.Running++;
                    return (client, job.Value);
                }

                if (!Monitor.Wait(_lock, Idle) && _hasGarbage)
                {
                    // Otherwise it would be kept until there is other work.
                    _hasGarbage = false;
                    GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
                }
            }

            return null;
        }
    }

    private sealed class Client(IPAddress address)
    {
        public IPAddress Address { get; } = address;

        public LinkedList<Action> Jobs { get; } = [];

        public int Running { get; set; }
    }
}
