using DenseNetworks.ML;

namespace Mnist.Classifier.Reliability;

/// <summary>Kills a training again and again; what comes of it must be what comes of one that was left alone.</summary>
internal static class KilledTrainings
{
    public static void Run(Trial trial, Report report)
    {
        var folder = trial.MakeFolder("trainings");
        var expected = ChildProcess.Run(new Dictionary<string, string>(), [], "train", Path.Combine(folder, "alone.zip"))[^1];
        var random = new Random(1);
        var path = Path.Combine(folder, "killed.zip");
        var (kills, epochs) = (trial.Times(30, 3), new List<int>());
        for (var i = 0; i < kills; i++)
        {
            using var process = ChildProcess.Start("train", path);
            process.StandardOutput.ReadLine(); // an epoch is over, so that each process gets somewhere
            Thread.Sleep(random.Next(100));
            process.Kill();
            process.WaitForExit();
            epochs.Add(TrainingCheckpoint.Load(path).History.Epochs.Count);
        }

        var seen = ChildProcess.Run(new Dictionary<string, string>(), [], "train", path)[^1];
        report.Check(
            $"a training of {TrainWithCheckpoints.Recipe.Epochs} epochs, augmented, with held-out rows, killed {kills} times",
            "the same classifier, bit for bit, as without a stop",
            $"{(seen == expected ? "the same" : "another")}; the checkpoint was whole after each kill, and had up to {epochs.Max()} epochs",
            seen == expected && epochs.SequenceEqual(epochs.Order()) && epochs.Max() < TrainWithCheckpoints.Recipe.Epochs);
    }
}
