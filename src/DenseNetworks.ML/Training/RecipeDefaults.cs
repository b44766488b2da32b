namespace DenseNetworks.ML.Training;

/// <summary>
/// Chooses what a recipe leaves open. The numbers are those that did best over tables of 150 to 2,000 rows in five folds and over
/// 700 to 20,000 images of digits: docs/decisions/0023-automatic-recipe.md.
/// </summary>
internal static class RecipeDefaults
{
    /// <summary>The largest learning rate that is ever chosen.</summary>
    public const double MaxLearningRate = 0.03;

    // The width that the learning rate and the weight decay were chosen with.
    private const double UsualWidth = 128;

    /// <summary>Completes a recipe. What is set stays as it is.</summary>
    /// <param name="recipe">The recipe, free of faults.</param>
    /// <param name="rowCount">The number of rows to learn from.</param>
    /// <returns>The recipe with nothing left open.</returns>
    public static TrainingRecipe Complete(TrainingRecipe recipe, int rowCount)
    {
        // Rows that are others each time can be seen more often, and need little else against overfitting.
        var isAugmented = recipe.Augmentation is not null;
        var batchSize = recipe.BatchSize ?? Math.Clamp(rowCount / 64, isAugmented ? 64 : 32, 128);
        var stepsPerEpoch = 1 + ((rowCount - 1) / batchSize);
        var (leastSteps, leastEpochs) = isAugmented ? (5_000, 30) : (500, 6);
        var rate = ChooseRate(recipe.HiddenLayers.DefaultIfEmpty(1).Max());
        return recipe with
        {
            BatchSize = batchSize,
            Epochs = recipe.Epochs ?? Math.Max(leastEpochs, 1 + ((leastSteps - 1) / stepsPerEpoch)),
            LearningRate = recipe.LearningRate ?? rate,
            LearningRateSchedule = recipe.LearningRateSchedule ?? LearningRateSchedule.OneCycle,
            WeightDecay = recipe.WeightDecay ?? ChooseDecay(recipe, rowCount) * Math.Min(1, rate / (recipe.LearningRate ?? rate)),
        };
    }

    private static double ChooseRate(int width) => Math.Min(MaxLearningRate, 0.005 * Math.Sqrt(UsualWidth / width));

    // What decay takes from the weights is weighed against the mean loss. As a prior is against the sum, it is the less the more
    // rows there are.
    private static double ChooseDecay(TrainingRecipe recipe, int rowCount)
    {
        var (least, most) = recipe.Augmentation is not null ? (0.02, 0.3) : (0.1, 5);
        var narrowest = recipe.HiddenLayers.DefaultIfEmpty(1).Min();
        return Math.Clamp(1_500.0 / rowCount, least, most) * Math.Min(1, narrowest / UsualWidth); // a few weights have to be large
    }
}
