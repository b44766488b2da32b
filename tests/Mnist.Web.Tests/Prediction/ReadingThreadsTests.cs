using System.Net;
using Mnist.Web.Prediction;

namespace Mnist.Web.Tests.Prediction;

/// <summary>No client gets all threads, and none waits for all pictures of another.</summary>
public sealed class ReadingThreadsTests : IDisposable
{
    private static readonly IPAddress Greedy = IPAddress.Parse("192.0.2.1");
    private static readonly IPAddress Modest = IPAddress.Parse("192.0.2.2");
    private static readonly IPAddress Other = IPAddress.Parse("192.0.2.3");

    private readonly ReadingThreads _threads = new(new LimitOptions { PicturesAtOnce = 2 });
    private readonly ManualResetEventSlim _gate = new();

    public void Dispose()
    {
        _gate.Set();
        _threads.Dispose();
        _gate.Dispose();
    }

    [Fact]
    public async Task One_client_leaves_a_thread_to_others()
    {
        var greedy = Enumerable.Range(0, 9).Select(_ => StartAsync(Greedy)).ToList();

        (await RunAsync(Modest, 7)).Should().Be(7);

        greedy.Should().OnlyContain(task => !task.IsCompleted);
        _gate.Set();
        await Task.WhenAll(greedy);
    }

    [Fact]
    public async Task Clients_take_turns()
    {
        var order = new List<IPAddress>();
        var blocked = new[] { StartAsync(Greedy), StartAsync(Other) };
        var waiting = new[] { Greedy, Greedy, Greedy, Modest }.Select(client => RunAsync(client, () =>
        {
            lock (order)
            {
                order.Add(client);
            }
        })).ToList();

        _gate.Set();
        await Task.WhenAll([.. blocked, .. waiting]);

        order.IndexOf(Modest).Should().BeLessThan(2);
    }

    [Fact]
    public async Task A_client_with_too_many_waiting_pictures_is_rejected_and_others_are_not()
    {
        var tasks = Enumerable.Range(0, 140).Select(_ => StartAsync(Greedy)).ToList();

        tasks.Count(task => task.IsFaulted).Should().BeInRange(140 - 101, 140 - 100);
        tasks.First(task => task.IsFaulted).Exception!.InnerException.Should().BeOfType<RefusedRequestException>()
            .Which.Status.Should().Be(503);
        (await RunAsync(Modest, 7)).Should().Be(7);
    }

    [Fact]
    public async Task A_canceled_request_leaves_the_queue()
    {
        using var impatience = new CancellationTokenSource();
        var blocked = StartAsync(Greedy);
        var given = Enumerable.Range(0, 15).Select(_ => _threads.RunAsync(Greedy, () => 1, false, impatience.Token)).ToList();

        await impatience.CancelAsync();

        foreach (var task in given)
        {
            await FluentActions.Awaiting(() => task).Should().ThrowAsync<OperationCanceledException>();
        }

        var after = Enumerable.Range(0, 15).Select(_ => RunAsync(Greedy, 7)).ToList();
        _gate.Set();
        await blocked;
        (await Task.WhenAll(after)).Should().AllBeEquivalentTo(7);
    }

    [Fact]
    public async Task A_failure_reaches_the_waiting_request_and_the_thread_continues()
    {
        for (var i = 0; i < 5; i++)
        {
            await FluentActions.Awaiting(() => RunAsync(Greedy, () => throw new InvalidDataException()))
                .Should().ThrowAsync<InvalidDataException>();
        }

        (await RunAsync(Greedy, 7)).Should().Be(7);
    }

    private Task<int> StartAsync(IPAddress client) => _threads.RunAsync(
        client,
        () =>
        {
            _gate.Wait();
            return 0;
        },
        isLarge: false,
        CancellationToken.None);

    private Task<int> RunAsync(IPAddress client, int answer) =>
        _threads.RunAsync(client, () => answer, isLarge: true, CancellationToken.None);

    private Task<int> RunAsync(IPAddress client, Action read) => _threads.RunAsync(
        client,
        () =>
        {
            read();
            return 0;
        },
        isLarge: false,
        CancellationToken.None);
}
