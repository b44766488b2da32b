using DenseNetworks.ML;
using DenseNetworks.ML.Training;

namespace DenseNetworks.ML.Tests.Training;

public sealed class RecipeDefaultsTests
{
    public static TheoryData<TrainingRecipe> Recipes =>
        [TrainingRecipe.Tutorial, TrainingRecipe.Fast, TrainingRecipe.Accurate, TrainingRecipe.Best];

    [Theory]
    [MemberData(nameof(Recipes))]
    public void What_is_set_stays_as_it_is(TrainingRecipe recipe)
    {
        foreach (var rowCount in (int[])[1, 100, 60_000, int.MaxValue])
        {
            RecipeDefaults.Complete(recipe, rowCount).Should().Be(recipe);
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(120)]
    [InlineData(1_440)]
    [InlineData(60_000)]
    [InlineData(int.MaxValue)]
    public void Any_number_of_rows_is_seen_in_500_steps_and_6_epochs_at_least(int rowCount)
    {
        var recipe = RecipeDefaults.Complete(TrainingRecipe.Automatic, rowCount);

        var steps = (long)recipe.Epochs!.Value * (1 + ((rowCount - 1) / recipe.BatchSize!.Value));
        steps.Should().BeGreaterThanOrEqualTo(500);
        recipe.Epochs.Should().BeGreaterThanOrEqualTo(6);
        (recipe.Epochs == 6 || steps < 700).Should().BeTrue();
        recipe.BatchSize.Should().BeInRange(32, 128);
        recipe.LearningRateSchedule.Should().Be(LearningRateSchedule.OneCycle);
        (recipe.WeightDecay * recipe.LearningRate).Should().BeLessThan(0.1);
    }

    [Fact]
    public void The_fewer_rows_the_more_weight_decay()
    {
        int[] rowCounts = [100, 500, 2_000, 10_000, 60_000];

        rowCounts.Select(rows => RecipeDefaults.Complete(TrainingRecipe.Automatic, rows).WeightDecay).Should().BeInDescendingOrder();
    }

    [Fact]
    public void Narrow_layers_have_less_decay_and_larger_steps()
    {
        var narrow = Complete(new() { HiddenLayers = [4] });
        var wide = Complete(new() { HiddenLayers = [2048] });
        var none = Complete(new() { HiddenLayers = [] });

        narrow.WeightDecay.Should().BeLessThan(wide.WeightDecay!.Value);
        narrow.LearningRate.Should().BeGreaterThan(wide.LearningRate!.Value);
        none.WeightDecay.Should().BeLessThan(narrow.WeightDecay!.Value);
        none.LearningRate.Should().Be(RecipeDefaults.MaxLearningRate);
    }

    [Fact]
    public void A_larger_rate_of_the_users_own_takes_no_more_from_the_weights()
    {
        var (usual, large) = (Complete(new()), Complete(new() { LearningRate = 0.5 }));

        large.LearningRate.Should().Be(0.5);
        (large.LearningRate * large.WeightDecay).Should().BeApproximately((usual.LearningRate * usual.WeightDecay)!.Value, 1e-12);
    }

    [Fact]
    public void Augmented_rows_are_seen_more_often()
    {
        var recipe = Complete(new() { Augmentation = new() { Rotation = 5 } });

        recipe.Epochs.Should().BeGreaterThan(10 * Complete(new()).Epochs!.Value);
        recipe.WeightDecay.Should().BeLessThanOrEqualTo(0.3);
    }

    private static TrainingRecipe Complete(TrainingRecipe recipe) => RecipeDefaults.Complete(recipe, rowCount: 100);
}
