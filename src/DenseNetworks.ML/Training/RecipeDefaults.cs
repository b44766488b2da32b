namespace DenseNetworks.ML.Training;

/// <summary>
/// Chooses the values that a recipe leaves open. The numbers are those that did best on tables of 150 to 2,000 rows in 5-fold
/// cross-validation and on 700 to 20,000 images of digits: docs/decisions/0023-automatic-recipe.md.
/// </summary>
internal static class RecipeDefaults
{
    /// <summary>The largest learning rate that is chosen.</summary>
    public const double MaxLearningRate = 0.03;

    // The width for which the learning rate and the weight decay were chosen.
    private const double UsualWidth = 128;

    /// <summary>Returns a valid recipe with all values set. Those that were set before do not change.</summary>
    public static TrainingRecipe Complete(TrainingRecipe recipe, int rowCount)
    {
        // Augmented rows differ each time, so they can be used more often and need less regularization.
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
            WeightDecay = recipe.WeightDecay
                ?? ChooseDecay(recipe, rowCount) * Math.Min(1, rate / (recipe.LearningRate ?? rate)),
        };
    }

    private static double ChooseRate(int width) => Math.Min(MaxLearningRate, 0.005 * Math.Sqrt(UsualWidth / width));

    // Weight decay is weighed against the mean loss, but a prior against the sum of losses. So it decreases with the number of
    // rows.
    private static double ChooseDecay(TrainingRecipe recipe, int rowCount)
    {
        var (least, most) = recipe.Augmentation is not null ? (0.02, 0.3) : (0.1, 5);
        var narrowest = recipe.HiddenLayers.DefaultIfEmpty(1).Min();
        return Math.Clamp(1_500.0 / rowCount, least, most) * Math.Min(1, narrowest / UsualWidth); // a few weights must be large
    }
}
