namespace DenseNetworks.ML.Training;

/// <summary>Where a training stands after a whole epoch.</summary>
/// <param name="Engine">The weights, and what else decides the next step.</param>
/// <param name="History">The epochs so far.</param>
/// <param name="BestScore">What early stopping has to beat, the higher the better; null without it.</param>
internal sealed record TrainingState(EngineState Engine, TrainingHistory History, double? BestScore);
