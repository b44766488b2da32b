using Mnist.Batch.Engine;
using Mnist.Batch.Tests.Support;
using Mnist.Classifier;

namespace Mnist.Batch.Tests;

/// <summary>
/// Workers that are processes of their own, and a real PostgreSQL. Whatever happens to them, the answers are those of one
/// machine.
/// </summary>
[Collection(nameof(ClusterTests))]
public sealed class ClusterTests : IDisposable
{
    private const int Jobs = 60;

    private readonly Scans _scans = new(count: Jobs * 10);

    public void Dispose() => _scans.Dispose();

    [PostgresFact]
    public async Task Two_of_three_workers_are_killed_and_the_database_crashes_in_between()
    {
        var random = new Random(1);
        using var database = new PostgresServer();
        using var workers = new Workers(database.Storage);
        await SubmitAsync(database.Storage);
        workers.Start();
        workers.Start();
        workers.Start();

        await Polling.WaitForAsync(_scans.Out, random.Next(5, 15));
        workers.Kill(0);
        await Polling.WaitForAsync(_scans.Out, random.Next(20, 30));
        database.Crash();
        await Polling.WaitForAsync(_scans.Out, random.Next(35, 45));
        workers.Kill(1);
        var result = await BatchTool.SucceedAsync("watch", "--storage", database.Storage);

        result.Output.Should().Contain($"{Jobs * 10} of {Jobs * 10} pictures");
        await AnswersAreThoseOfOneMachine();
    }

    [PostgresFact]
    public async Task A_worker_with_another_model_leaves_the_jobs_to_those_who_have_theirs()
    {
        using var database = new PostgresServer();
        using var workers = new Workers(database.Storage);
        var older = _scans.At("older.zip");
        MnistClassifier.Train(MnistDataset.Generate(trainCount: 100, testCount: 10), new() { HiddenLayers = [], Epochs = 1 })
            .Save(older);
        await SubmitAsync(database.Storage);
        workers.Start("--model", older);
        var storage = Storages.Open(database.Storage, Storages.DefaultLease);
        await Polling.WaitForAsync(() => storage.GetMonitoringApi().Servers().Count == 1, "the worker is there");
        Run.FindNewest(storage)!.ReadProgress(storage).Should().Match<Engine.Progress>(progress => progress.Workers == 0);

        workers.Start();
        await BatchTool.SucceedAsync("watch", "--storage", database.Storage);

        await AnswersAreThoseOfOneMachine();
    }

    [NetworkFact]
    public async Task A_host_loses_its_network_and_gets_it_back()
    {
        using var host = new OtherHost(0);
        using var other = new OtherHost(1);
        using var database = new PostgresServer(host.Address, other.Address);
        using var workers = new Workers(database.Storage);
        await SubmitAsync(database.Storage);
        workers.Add(host.StartWorker(database.StorageAt(host.Address)));
        workers.Add(other.StartWorker(database.StorageAt(other.Address)));

        await Polling.WaitForAsync(_scans.Out, 10);
        host.CutOff();
        await Polling.WaitForAsync(_scans.Out, 30);
        host.LetBack();
        await BatchTool.SucceedAsync("watch", "--storage", database.Storage);

        await AnswersAreThoseOfOneMachine();
    }

    private Task<CommandResult> SubmitAsync(string storage) =>
        BatchTool.SucceedAsync(
            "submit", _scans.Pictures, "--out", _scans.Out, "--pictures-per-job", "10", "--storage", storage);

    private async Task AnswersAreThoseOfOneMachine()
    {
        var alone = _scans.At("alone");
        await BatchTool.SucceedAsync("read", _scans.Pictures, "--out", alone);
        (await _scans.JoinAsync(_scans.Out)).Should().Equal(await _scans.JoinAsync(alone));
        Directory.GetFiles(_scans.Out, "*.tmp", SearchOption.AllDirectories).Should().BeEmpty();
    }
}
