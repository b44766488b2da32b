namespace Mnist.Classifier.Reliability;

/// <summary>Trainings that do not reach their end at once.</summary>
internal sealed class InterruptionSuite : ISuite
{
    public string Name => "interruptions";

    public string Description => "trainings that are cancelled, and trainings that are killed and go on";

    public void Run(Trial trial, Report report)
    {
        CancelledTrainings.Run(trial, report);
        KilledTrainings.Run(trial, report);
    }
}
