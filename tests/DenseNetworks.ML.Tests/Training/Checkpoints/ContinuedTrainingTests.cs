using DenseNetworks;
using DenseNetworks.ML;
using Microsoft.ML;
using Testing;

namespace DenseNetworks.ML.Tests.Training.Checkpoints;

/// <summary>A training that was stopped goes on as if it had not been, bit for bit.</summary>
public sealed class ContinuedTrainingTests : IDisposable
{
    private static readonly TrainingRecipe Quick = TrainingRecipe.Tutorial with { HiddenLayers = [16, 8], Epochs = 6, LearningRate = 0.01 };

    private readonly TemporaryFolder _folder = new();

    public static TheoryData<string> Options => new(Recipes.Keys);

    private static Dictionary<string, TrainingRecipe> Recipes { get; } = new()
    {
        ["nothing"] = Quick,
        ["one-cycle"] = Quick with { LearningRateSchedule = LearningRateSchedule.OneCycle, WeightDecay = 0.1 },
        ["dropout"] = Quick with { Dropout = 0.3 },
        ["averaging and clipping"] = Quick with { WeightAveraging = 0.99, GradientClipping = 0.5 },
        ["distillation"] = Quick with { Distillation = new() { Teacher = Networks.Random(1, 2, 20, 3) } },
        ["held-out rows"] = Quick with { ValidationFraction = 0.1, TemperatureScaling = true, LabelSmoothing = 0.1 },
        ["early stopping"] = Quick with
        {
            ValidationFraction = 0.3, WeightAveraging = 0.9, EarlyStopping = new() { Patience = 2, MinimumImprovement = 0.01 },
        },
    };

    private string FilePath => _folder.File("training.zip");

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Options))]
    public void Stopped_in_any_epoch_it_ends_with_the_same_weights(string options)
    {
        var recipe = Recipes[options];
        var whole = Fit(recipe);

        for (var stopped = 1; stopped < whole.History!.Epochs.Count; stopped++)
        {
            StopAfter(stopped, recipe);
            var rest = new List<int>();

            var continued = Fit(recipe, result => rest.Add(result.Epoch), FilePath);

            Weights(continued).Should().Equal(Weights(whole), "it was stopped after epoch {0}", stopped);
            continued.Network.Temperature.Should().Be(whole.Network.Temperature);
            continued.Network.RejectionThreshold.Should().Be(whole.Network.RejectionThreshold);
            WithoutDurations(continued.History!).Should().Equal(WithoutDurations(whole.History));
            continued.History!.BestEpoch.Should().Be(whole.History.BestEpoch);
            rest.Should().Equal(Enumerable.Range(stopped + 1, whole.History.Epochs.Count - stopped));
        }
    }

    [Fact]
    public void Stopped_again_and_again_it_ends_with_the_same_weights()
    {
        for (var epoch = 1; epoch < Quick.Epochs; epoch++)
        {
            Cancel(Quick, _ => true, FilePath);
        }

        Weights(Fit(Quick, path: FilePath)).Should().Equal(Weights(Fit(Quick)));
    }

    [Fact]
    public void The_seed_is_that_of_the_training_that_began()
    {
        StopAfter(3, Quick);

        var continued = Fit(Quick, path: FilePath, seed: null);

        Weights(continued).Should().Equal(Weights(Fit(Quick)));
    }

    [Fact]
    public void A_context_that_asks_for_another_seed_is_refused()
    {
        StopAfter(3, Quick);

        var fit = () => Fit(Quick, path: FilePath, seed: 99);

        fit.Should().Throw<InvalidOperationException>().WithMessage("*belongs to another training: seed of the MLContext was 1 and is 99.*");
    }

    [Fact]
    public void While_a_training_runs_its_checkpoint_serves_no_other()
    {
        var refusals = new List<string>();

        Fit(Quick with { Epochs = 2 }, _ => refusals.Add(TryFit()), FilePath);

        refusals.Should().HaveCount(2).And.AllSatisfy(refusal => refusal.Should().Contain("is in use by another training"));
        _folder.FileNames().Should().Equal("training.zip");

        string TryFit() => FluentActions.Invoking(() => Fit(Quick, path: FilePath)).Should().Throw<IOException>().Which.Message;
    }

    [Fact]
    public void A_lock_that_a_killed_process_left_keeps_nobody_out()
    {
        File.WriteAllText(FilePath + ".lock", "");

        Fit(Quick with { Epochs = 1 }, path: FilePath);

        _folder.FileNames().Should().Equal("training.zip");
    }

    [Fact]
    public void A_file_that_only_has_the_name_of_a_lock_stays()
    {
        File.WriteAllText(FilePath + ".lock", "mine");

        Fit(Quick with { Epochs = 1 }, path: FilePath);

        File.ReadAllText(FilePath + ".lock").Should().Be("mine");
    }

    [Fact]
    public void A_training_that_is_over_is_only_read()
    {
        var whole = Fit(Quick, path: FilePath);
        var epochs = 0;

        var again = Fit(Quick, _ => epochs++, FilePath);

        epochs.Should().Be(0);
        Weights(again).Should().Equal(Weights(whole));
    }

    [Fact]
    public void At_a_constant_learning_rate_more_epochs_can_follow()
    {
        Fit(Quick with { Epochs = 2 }, path: FilePath);

        Weights(Fit(Quick, path: FilePath)).Should().Equal(Weights(Fit(Quick)));
    }

    [Fact]
    public void What_a_cancelled_training_gives_to_its_caller_can_go_on_too()
    {
        var checkpoint = Cancel(Quick, result => result.Epoch == 2).Checkpoint!;

        checkpoint.Save(FilePath);

        checkpoint.History.Epochs.Should().HaveCount(2);
        Weights(Fit(Quick, path: FilePath)).Should().Equal(Weights(Fit(Quick)));
    }

    private static DenseNetworkTransformer Fit(
        TrainingRecipe recipe, Action<EpochResult>? onEpoch = null, string? path = null, int? seed = 1, CancellationToken token = default)
    {
        var ml = new MLContext(seed);
        return ml.MulticlassClassification.Trainers.DenseNetwork(new()
        {
            Recipe = recipe,
            CheckpointPath = path,
            Progress = new Reporter<EpochResult>(onEpoch ?? (_ => { })),
            CancellationToken = token,
        }).Fit(Point.GenerateLabelled(ml));
    }

    private static TrainingCanceledException Cancel(TrainingRecipe recipe, Predicate<EpochResult> isLast, string? path = null)
    {
        using var source = new CancellationTokenSource();
        var fit = () => Fit(recipe, CancelIfLast, path, token: source.Token);
        return fit.Should().Throw<TrainingCanceledException>().Which;

        void CancelIfLast(EpochResult result)
        {
            if (isLast(result))
            {
                source.Cancel();
            }
        }
    }

    private static List<float> Weights(DenseNetworkTransformer model) =>
        [.. model.Network.Layers.SelectMany(layer => (float[])[.. layer.Weights, .. layer.Biases])];

    private static IEnumerable<EpochResult> WithoutDurations(TrainingHistory history) =>
        history.Epochs.Select(epoch => epoch with { Duration = TimeSpan.Zero });

    private void StopAfter(int epoch, TrainingRecipe recipe)
    {
        File.Delete(FilePath);
        Cancel(recipe, result => result.Epoch == epoch, FilePath);
    }
}
