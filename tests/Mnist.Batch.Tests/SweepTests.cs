using DenseNetworks;
using Mnist.Batch.Engine;
using Mnist.Batch.Tests.Support;
using Mnist.Batch.Training;
using Mnist.Classifier;
using Testing;

namespace Mnist.Batch.Tests;

/// <summary>Many trainings, each a job that resumes from its checkpoint.</summary>
public sealed class SweepTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public SweepTests()
    {
        var data = MnistDataset.Generate(trainCount: 400, testCount: 100, seed: 3);
        Directory.CreateDirectory(Data);
        data.Train.SaveIdx(Path.Join(Data, "train-images-idx3-ubyte"), Path.Join(Data, "train-labels-idx1-ubyte"));
        data.Test.SaveIdx(Path.Join(Data, "t10k-images-idx3-ubyte"), Path.Join(Data, "t10k-labels-idx1-ubyte"));
        File.WriteAllText(Recipe, """{ "epochs": 4, "batchSize": 32 }""");
    }

    private string Data => _folder.File("digits");

    private string Recipe => _folder.File("recipe.json");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_sweep_shows_mean_and_deviation_and_chooses_by_the_held_out_rows()
    {
        var result = await SweepAsync("out", "--seeds", "1..2", "--hidden", "4", "32,16");

        result.Output.Should()
            .Contain("4 trainings").And.Contain("held-out rows").And.Contain("Chosen: 32,16, which classifies");
        Directory.GetFiles(_folder.File("out/models")).Should().HaveCount(4);
    }

    [Fact]
    public async Task A_training_that_was_given_back_ends_with_the_same_weights_bit_for_bit()
    {
        await SweepAsync("whole");
        var whole = new SweepFolder(_folder.File("whole"));
        var name = Path.GetFileNameWithoutExtension(Directory.GetFiles(_folder.File("whole/trainings")).Single());
        var broken = new SweepFolder(_folder.File("broken"));
        Directory.CreateDirectory(Path.GetDirectoryName(broken.Spec(name))!);
        File.Copy(whole.Spec(name), broken.Spec(name));
        using var stop = new CancellationTokenSource();

        var first = () => TrainJob.RunAsync(broken, name, new AfterEpoch(2, stop.Cancel), stop.Token);
        await first.Should().ThrowAsync<OperationCanceledException>();
        File.Exists(broken.Outcome(name)).Should().BeFalse();
        await TrainJob.RunAsync(broken, name, progress: null, CancellationToken.None);

        (await File.ReadAllTextAsync(broken.Outcome(name))).Should().Be(await File.ReadAllTextAsync(whole.Outcome(name)));
        Weights(broken.Model(name)).Should().Equal(Weights(whole.Model(name)));
    }

    [PostgresFact]
    public async Task A_killed_worker_s_training_goes_on_at_another_with_the_same_weights_bit_for_bit()
    {
        await File.WriteAllTextAsync(Recipe, """{ "epochs": 400, "batchSize": 32, "hiddenLayers": [32] }""");
        using var database = new PostgresServer();
        using var workers = new Workers(database.Storage);
        var many = new SweepFolder(_folder.File("many"));
        var sweep = SweepAsync("many", "--seeds", "1..2", "--storage", database.Storage);
        workers.Start();
        workers.Start();

        await Polling.WaitForAsync(() => Directory.Exists(_folder.File("many/checkpoints")), "an epoch is over");
        workers.Kill(0);
        workers.Kill(1);
        Directory.Exists(_folder.File("many/models")).Should().BeFalse("both trainings are under way");
        workers.Start();
        await sweep;

        await SweepAsync("alone", "--seeds", "1..2");
        var alone = new SweepFolder(_folder.File("alone"));
        foreach (var name in Directory.GetFiles(_folder.File("alone/trainings")).Select(Path.GetFileNameWithoutExtension))
        {
            Weights(many.Model(name!)).Should().Equal(Weights(alone.Model(name!)));
        }
    }

    [Fact]
    public async Task A_finished_training_is_not_repeated()
    {
        await SweepAsync("out", "--seeds", "1..2");
        var models = Directory.GetFiles(_folder.File("out/models")).ToDictionary(path => path, File.GetLastWriteTimeUtc);

        await SweepAsync("out", "--seeds", "1..3");

        Directory.GetFiles(_folder.File("out/models")).Should().HaveCount(3);
        models.Should().OnlyContain(model => File.GetLastWriteTimeUtc(model.Key) == model.Value);
    }

    [Theory]
    [InlineData("""{ "epoch": 4 }""", "is not a recipe")]
    [InlineData("""{ "epochs": -1 }""", "Epochs")]
    [InlineData("not JSON", "is not a recipe")]
    public async Task An_invalid_recipe_is_rejected_before_any_training(string recipe, string reason)
    {
        await File.WriteAllTextAsync(Recipe, recipe);

        var result = await BatchTool.RunAsync("sweep", Recipe, "--out", _folder.File("out"), "--data", Data);

        result.ExitCode.Should().Be(1);
        result.Error.Should().Contain(reason);
        Directory.Exists(_folder.File("out")).Should().BeFalse();
    }

    [Fact]
    public async Task Invalid_seeds_are_rejected()
    {
        var result = await BatchTool.RunAsync("sweep", Recipe, "--out", _folder.File("out"), "--seeds", "5..1");

        result.ExitCode.Should().Be(1);
        result.Error.Should().Contain("write one number, or the first and the last: 1..5");
    }

    private Task<CommandResult> SweepAsync(string folder, params string[] more) =>
        BatchTool.SucceedAsync(["sweep", Recipe, "--out", _folder.File(folder), "--data", Data, .. more]);

    private static IEnumerable<float> Weights(string model) =>
        DenseNetwork.Load(model).Layers.SelectMany(layer => layer.Weights.ToArray().Concat(layer.Biases.ToArray()));

    private sealed class AfterEpoch(int epoch, Action act) : IProgress<EpochResult>
    {
        public void Report(EpochResult value)
        {
            if (value.Epoch == epoch)
            {
                act();
            }
        }
    }
}
