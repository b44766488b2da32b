using DenseNetworks.ML;
using Microsoft.ML;

namespace Mnist.Classifier.Reliability;

/// <summary>Disks that are full or read-only, for all that writes: nothing stays on them, and what was there does.</summary>
internal sealed class DiskSuite : ISuite
{
    // Enough for a block or two, and for no model.
    private const int Left = 10_000;

    public string Name => "disks";

    public string Description => "full and read-only disks, for all that writes";

    public void Run(Trial trial, Report report)
    {
        const string What = "a disk of 1 MiB";
        const string Promised = "an error that says so; what was there is kept, nothing is left";
        using var disk = SmallDisk.TryMount(trial.MakeFolder("disk"));
        if (disk is null)
        {
            report.Skip(What, Promised, "only root on Linux may mount one");
            return;
        }

        var older = Path.Combine(disk.Folder, "older");
        File.WriteAllText(older, "what was there");
        File.WriteAllBytes(Path.Combine(disk.Folder, "fill"), new byte[new DriveInfo(disk.Folder).AvailableFreeSpace - Left]);
        CheckAll(report, disk, older, "the disk is full", "the disk is full");
        if (disk.TryMakeReadOnly())
        {
            CheckAll(report, disk, older, "the disk is read-only", "the file system is read-only");
        }
    }

    private static void CheckAll(Report report, SmallDisk disk, string older, string when, string words)
    {
        var classifier = MnistClassifier.LoadPretrained();
        var epochs = 0;
        foreach (var target in new[] { older, Path.Combine(disk.Folder, "new") })
        {
            foreach (var (what, write) in Writers(classifier, target, () => epochs++))
            {
                var free = new DriveInfo(disk.Folder).AvailableFreeSpace;
                new Refusal($"{when}: {what}, {(target == older ? "over an older file" : "a new file")}", target, "IOException", words)
                    .Check(report, () => SaveAttempt.Try(write));
                var now = new DriveInfo(disk.Folder).AvailableFreeSpace;
                report.Check($"{when}: room after {what}", "as much as before", $"{now - free:N0} bytes more", now == free);
            }
        }

        report.Check($"{when}: epochs before a checkpoint is refused", "none", $"{epochs}", epochs == 0);
    }

    private static IEnumerable<(string What, Action Write)> Writers(MnistClassifier classifier, string target, Action onEpoch)
    {
        var labels = target + "-labels";
        yield return ("Save", () => classifier.Save(target));
        yield return ("ExportOnnx", () => classifier.ExportOnnx(target));
        yield return ("SaveIdx", () => Digits.Data.Test.SaveIdx(target, labels));
        if (!File.Exists(target)) // what is there is no checkpoint, and would be refused for that
        {
            yield return ("a checkpoint", () => MnistClassifier.Train(
                Digits.Data, TrainingRecipe.Fast with { Epochs = 1 }, new MLContext(1), new Reporter(onEpoch), checkpointPath: target));
        }
    }

    private sealed class Reporter(Action onEpoch) : IProgress<DenseNetworks.EpochResult>
    {
        public void Report(DenseNetworks.EpochResult value) => onEpoch();
    }
}
