namespace DenseNetworks.ML.Training;

internal sealed class LearningRates(TrainingRecipe recipe, int stepsPerEpoch)
{
    // Values from 0.1 to 0.5 give the same results, within the spread of seeds, on held-out training images of MNIST.
    private const double RisingShareOfOneCycle = 0.2;

    private readonly double _steps = (double)recipe.Epochs!.Value * stepsPerEpoch;

    private readonly double _risingShare =
        recipe.WarmUpFraction ?? (recipe.LearningRateSchedule == LearningRateSchedule.OneCycle ? RisingShareOfOneCycle : 0);

    /// <summary>Gets the learning rate of a step, counted from 0.</summary>
    public double this[long step] => recipe.LearningRate!.Value * Factor((step + 1) / (_steps + 1));

    /// <summary>Determines whether the rate is constant, whatever the number of steps.</summary>
    public static bool AreOne(TrainingRecipe recipe) =>
        recipe is { LearningRateSchedule: LearningRateSchedule.Constant, WarmUpFraction: null or 0 };

    private double Factor(double progress)
    {
        if (progress < _risingShare)
        {
            return progress / _risingShare;
        }

        var left = (1 - progress) / (1 - _risingShare);
        return recipe.LearningRateSchedule switch
        {
            LearningRateSchedule.OneCycle => left,
            LearningRateSchedule.Cosine => (1 - Math.Cos(Math.PI * left)) / 2,
            _ => 1,
        };
    }
}
