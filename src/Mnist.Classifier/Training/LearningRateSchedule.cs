namespace Mnist.Classifier;

/// <summary>How the learning rate changes from step to step.</summary>
public enum LearningRateSchedule
{
    /// <summary>Every step has <see cref="TrainingRecipe.LearningRate"/>.</summary>
    Constant,

    /// <summary>
    /// One cycle over the whole training (Smith and Topin 2017, https://arxiv.org/abs/1708.07120): the rate rises in a
    /// straight line to <see cref="TrainingRecipe.LearningRate"/> in the first fifth of the steps, then falls in a straight
    /// line to zero. It stands a larger rate than a constant one, and needs fewer epochs. Training that ends early, by
    /// <see cref="EarlyStopping"/>, misses the small rates at the end.
    /// </summary>
    OneCycle,
}
