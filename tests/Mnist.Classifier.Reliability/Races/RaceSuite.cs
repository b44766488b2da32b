namespace Mnist.Classifier.Reliability;

/// <summary>Everything at once.</summary>
internal sealed class RaceSuite : ISuite
{
    public string Name => "races";

    public string Description => "one classifier on many threads, trainings side by side, objects that go while others use them";

    public void Run(Trial trial, Report report)
    {
        PredictingAtOnce.Run(trial, report);
        EnginesAtOnce.Run(trial, report);
        TrainingAtOnce.Run(trial, report);
        LoadingAtOnce.Run(trial, report);
    }
}
