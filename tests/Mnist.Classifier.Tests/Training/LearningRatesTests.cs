using Mnist.Classifier.Training;

namespace Mnist.Classifier.Tests.Training;

public sealed class LearningRatesTests
{
    private const int Steps = 1_000;

    [Fact]
    public void A_constant_rate_stays_the_same()
    {
        var rates = new LearningRates(new TrainingRecipe { LearningRate = 0.5 }, stepsPerEpoch: 10);

        Enumerable.Range(0, 100).Select(step => rates[step]).Should().OnlyContain(rate => rate == 0.5);
    }

    [Fact]
    public void One_cycle_rises_for_a_fifth_of_the_steps_and_falls_to_almost_nothing()
    {
        var recipe = new TrainingRecipe { Epochs = 10, LearningRate = 0.5, LearningRateSchedule = LearningRateSchedule.OneCycle };
        var rates = new LearningRates(recipe, Steps / recipe.Epochs);

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
        var recipe = new TrainingRecipe { Epochs = 1, LearningRate = 0.5, LearningRateSchedule = LearningRateSchedule.OneCycle };

        new LearningRates(recipe, stepsPerEpoch: 1)[0].Should().BeInRange(0.1, 0.5);
    }
}
