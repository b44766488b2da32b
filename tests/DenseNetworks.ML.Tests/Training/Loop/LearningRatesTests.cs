using DenseNetworks.ML;
using DenseNetworks.ML.Training;

namespace DenseNetworks.ML.Tests.Training;

public sealed class LearningRatesTests
{
    private const int Steps = 1_000;

    [Fact]
    public void A_constant_rate_stays_the_same()
    {
        var rates = new LearningRates(TrainingRecipe.Tutorial with { LearningRate = 0.5 }, stepsPerEpoch: 10);

        Enumerable.Range(0, 100).Select(step => rates[step]).Should().OnlyContain(rate => rate == 0.5);
    }

    [Fact]
    public void One_cycle_rises_for_a_fifth_of_the_steps_and_falls_to_almost_nothing()
    {
        var recipe = TrainingRecipe.Tutorial with { Epochs = 10, LearningRate = 0.5, LearningRateSchedule = LearningRateSchedule.OneCycle };
        var rates = new LearningRates(recipe, Steps / recipe.Epochs!.Value);

        var all = Enumerable.Range(0, Steps).Select(step => rates[step]).ToList();

        all[..200].Should().BeInAscendingOrder();
        all[200..].Should().BeInDescendingOrder();
        all.Max().Should().BeApproximately(0.5, 0.002);
        all.Should().OnlyContain(rate => rate > 0);
        all[0].Should().BeLessThan(0.005);
        all[^1].Should().BeLessThan(0.001);
    }

    [Fact]
    public void A_single_step_has_a_rate_too()
    {
        var recipe = TrainingRecipe.Tutorial with { Epochs = 1, LearningRate = 0.5, LearningRateSchedule = LearningRateSchedule.OneCycle };

        new LearningRates(recipe, stepsPerEpoch: 1)[0].Should().BeInRange(0.1, 0.5);
    }

    [Fact]
    public void A_cosine_falls_slowly_at_first_and_at_the_end()
    {
        var rates = Rates(TrainingRecipe.Tutorial with { LearningRateSchedule = LearningRateSchedule.Cosine });

        rates.Should().BeInDescendingOrder();
        for (var step = 0; step < Steps; step++)
        {
            rates[step].Should().BeApproximately(0.5 * (1 + Math.Cos(Math.PI * (step + 1) / (Steps + 1))) / 2, 1e-12);
        }
    }

    [Theory]
    [InlineData(LearningRateSchedule.Constant, 0.1)]
    [InlineData(LearningRateSchedule.Cosine, 0.3)]
    [InlineData(LearningRateSchedule.OneCycle, 0.5)]
    [InlineData(LearningRateSchedule.OneCycle, 1.0)]
    public void Every_schedule_can_begin_with_a_rise_in_a_straight_line(LearningRateSchedule schedule, double warmUp)
    {
        var rates = Rates(TrainingRecipe.Tutorial with { LearningRateSchedule = schedule, WarmUpFraction = warmUp });

        var rising = (int)(warmUp * Steps);
        for (var step = 0; step < rising; step++)
        {
            rates[step].Should().BeApproximately(0.5 * (step + 1) / (warmUp * (Steps + 1)), 1e-12);
        }

        rates[rising..].Should().BeInDescendingOrder(); // which a constant rate is too
        rates[(rising - 1)..].Max().Should().BeApproximately(0.5, 0.005);
    }

    [Fact]
    public void One_cycle_without_a_rise_only_falls()
    {
        Rates(TrainingRecipe.Tutorial with { LearningRateSchedule = LearningRateSchedule.OneCycle, WarmUpFraction = 0 })
            .Should().BeInDescendingOrder();
    }

    private static List<double> Rates(TrainingRecipe recipe)
    {
        var rates = new LearningRates(recipe with { Epochs = 10, LearningRate = 0.5 }, Steps / 10);
        return [.. Enumerable.Range(0, Steps).Select(step => rates[step])];
    }
}
