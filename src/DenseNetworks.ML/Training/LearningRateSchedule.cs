namespace DenseNetworks.ML;

/// <summary>
/// Specifies how the learning rate changes from step to step. Each schedule can begin with a warm-up,
/// <see cref="TrainingRecipe.WarmUpFraction"/>. If <see cref="EarlyStopping"/> ends a training, it misses the small rates at
/// the end of a decreasing schedule.
/// </summary>
public enum LearningRateSchedule
{
    /// <summary>Uses <see cref="TrainingRecipe.LearningRate"/> for every step.</summary>
    Constant,

    /// <summary>
    /// Uses one cycle over the whole training (Smith and Topin 2017, https://arxiv.org/abs/1708.07120): the rate rises linearly
    /// to <see cref="TrainingRecipe.LearningRate"/> in the first fifth of the steps, then falls linearly to zero. It allows
    /// larger rates than a constant one, and needs fewer epochs.
    /// </summary>
    OneCycle,

    /// <summary>
    /// Decreases the rate from <see cref="TrainingRecipe.LearningRate"/> to zero over the whole training along half a period of
    /// the cosine, slowly at the start and at the end (Loshchilov and Hutter 2016, https://arxiv.org/abs/1608.03983, without
    /// restarts).
    /// </summary>
    Cosine,
}
