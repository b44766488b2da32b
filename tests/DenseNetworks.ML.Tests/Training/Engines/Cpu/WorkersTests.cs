using System.Collections.Concurrent;
using DenseNetworks.ML.Training;

namespace DenseNetworks.ML.Tests.Training.Engines.Cpu;

public sealed class WorkersTests : TorchTest
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(7)]
    public void Every_worker_works_once_in_each_round(int count)
    {
        const int Rounds = 100;
        var seen = new ConcurrentBag<int>();
        using var workers = new Workers(count);

        for (var round = 0; round < Rounds; round++)
        {
            workers.Run(seen.Add);
        }

        seen.CountBy(worker => worker).Should().BeEquivalentTo(
            Enumerable.Range(0, count).Select(worker => KeyValuePair.Create(worker, Rounds)));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    public void What_a_worker_throws_reaches_the_caller_and_the_next_round_is_as_good(int failing)
    {
        using var workers = new Workers(3);
        var rounds = 0;

        var fail = () => workers.Run(worker => throw (worker == failing ? new TimeoutException() : new InvalidDataException()));
        var failAlone = () => workers.Run(worker => _ = worker == failing ? throw new TimeoutException() : 0);
        workers.Run(_ => Interlocked.Increment(ref rounds));

        fail.Should().Throw<SystemException>();
        failAlone.Should().Throw<TimeoutException>();
        workers.Run(_ => Interlocked.Increment(ref rounds));
        rounds.Should().Be(6);
    }

    [Fact]
    public void Nobody_begins_the_second_thing_before_all_have_done_the_first()
    {
        const int Count = 5;
        using var workers = new Workers(Count);
        var (done, early) = (0, 0);

        for (var round = 0; round < 200; round++)
        {
            done = 0;
            workers.Run(_ => Interlocked.Increment(ref done), _ => early += Volatile.Read(ref done) == Count ? 0 : 1);
            workers.Run(_ => Interlocked.Decrement(ref done));
            done.Should().Be(0);
        }

        early.Should().Be(0);
    }

    [Fact]
    public void After_a_failure_the_second_thing_is_left_out()
    {
        using var workers = new Workers(3);
        var second = 0;

        var run = () => workers.Run(worker => _ = worker == 2 ? throw new TimeoutException() : 0, _ => Interlocked.Increment(ref second));

        run.Should().Throw<TimeoutException>();
        second.Should().Be(0);
    }

    [Fact]
    public void Shares_cover_everything_once()
    {
        foreach (var (total, workers) in new[] { (10, 3), (2, 5), (0, 2), (int.MaxValue, 64) })
        {
            var shares = Enumerable.Range(0, workers).Select(worker => WorkerPart.Of(total, worker, workers)).ToList();

            shares[0].Start.Should().Be(0);
            shares[^1].End.Should().Be(total);
            shares.Zip(shares.Skip(1)).Should().OnlyContain(pair => pair.First.End == pair.Second.Start);
        }
    }
}
