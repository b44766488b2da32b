namespace DenseNetworks.ML;

/// <summary>
/// How the learning rate changes from step to step. Each can begin with a rise, <see cref="TrainingRecipe.WarmUpFraction"/>.
/// Training that ends early, by <see cref="EarlyStopping"/>, misses the small rates at the end of those that fall.
/// </summary>
public enum LearningRateSchedule
{
    /// <summary>Every step has <see cref="TrainingRecipe.LearningRate"/>.</summary>
    Constant,

    /// <summary>
    /// One cycle over the whole training (Smith and Topin 2017, https://arxiv.org/abs/1708.07120): the rate rises in a
    /// straight line to <see cref="TrainingRecipe.LearningRate"/> in the first fifth of the steps, then falls in a straight
    /// line to zero. It stands a larger rate than a constant one, and needs fewer epochs.
    /// </summary>
    OneCycle,

    /// <summary>
    /// The rate falls from <see cref="TrainingRecipe.LearningRate"/> to zero over the whole training along half a period of
    /// the cosine, slowly at first and at the end (Loshchilov and Hutter 2016, https://arxiv.org/abs/1608.03983, without
    /// restarts).
    /// </summary>
    Cosine,
}
