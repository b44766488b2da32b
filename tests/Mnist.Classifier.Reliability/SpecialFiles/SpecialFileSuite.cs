using DenseNetworks;
using DenseNetworks.ML;
using Microsoft.ML;
using Mnist.Digits;

namespace Mnist.Classifier.Reliability;

/// <summary>Pipes, devices, and links to them, where files are meant: nobody waits for them, reads them without an end, or replaces them.</summary>
internal sealed class SpecialFileSuite : ISuite
{
    private static readonly TimeSpan MostTime = TimeSpan.FromSeconds(10);

    public string Name => "special-files";

    public string Description => "pipes, devices and links in the place of files, for all that reads and all that writes";

    public void Run(Trial trial, Report report)
    {
        if (OperatingSystem.IsWindows())
        {
            report.Note("Pipes and devices that have names among files are tried on Linux and macOS only.");
            return;
        }

        var folder = trial.MakeFolder("special");
        var (pipe, device) = (Path.Combine(folder, "pipe"), Path.Combine(folder, "device"));
        using (var process = System.Diagnostics.Process.Start("mkfifo", [pipe]))
        {
            process.WaitForExit();
        }

        File.CreateSymbolicLink(device, "/dev/zero"); // the link is what would be lost
        foreach (var (kind, path) in new[] { ("a named pipe", pipe), ("a device", device) })
        {
            foreach (var (what, step) in Readers(trial, path).Concat(Writers(trial, path)))
            {
                Check(report, $"{kind} for {what}", $"it is {kind}", path, step);
            }
        }

        var isThere = File.Exists(pipe) && new FileInfo(pipe).Length == 0 && new FileInfo(device).LinkTarget == "/dev/zero"
            && Directory.GetFileSystemEntries(folder).Length == 2;
        report.Check("the pipe and the link after all of that", "as they were, and nothing beside them", isThere ? "so" : "not so", isThere);
        ReplaceLink(trial, report);
    }

    private static IEnumerable<(string What, Action Step)> Readers(Trial trial, string path)
    {
        var labels = Path.Combine(trial.MakeFolder("labels"), "labels");
        Digits.Data.Test.SaveIdx(labels + "-images", labels);
        yield return ("MnistClassifier.Load", () => MnistClassifier.Load(path));
        yield return ("DigitReader.Load", () => DigitReader.Load(path));
        yield return ("DenseNetwork.Load", () => DenseNetwork.Load(path));
        yield return ("LoadDenseNetwork", () => new MLContext().Model.LoadDenseNetwork(path));
        yield return ("TrainingCheckpoint.Load", () => TrainingCheckpoint.Load(path));
        yield return ("DigitImage.Load", () => DigitImage.Load(path));
        yield return ("LabeledImages.FromIdx", () => LabeledImages.FromIdx(path, labels));
        yield return ("the same, on demand", () => LabeledImages.FromIdx(path, labels, readOnDemand: true));
        yield return ("LabeledImages.FromCsv", () => LabeledImages.FromCsv(path));
        yield return ("a checkpoint to go on from", () => Train(path));
    }

    private static IEnumerable<(string What, Action Step)> Writers(Trial trial, string path)
    {
        var other = Path.Combine(trial.MakeFolder("other"), "other");
        yield return ("Save", () => MnistClassifier.LoadPretrained().Save(path));
        yield return ("ExportOnnx", () => MnistClassifier.LoadPretrained().ExportOnnx(path));
        yield return ("SaveIdx", () => Digits.Data.Test.SaveIdx(path, other));
        yield return ("the labels of SaveIdx", () => Digits.Data.Test.SaveIdx(other, path));
    }

    // At a checkpoint it is the file that is refused, before the first epoch.
    private static void Train(string checkpoint) => MnistClassifier.Train(
        Digits.Data, TrainingRecipe.Fast with { Epochs = 1 }, new MLContext(1), checkpointPath: checkpoint);

    private static void Check(Report report, string what, string words, string path, Action step)
    {
        var attempt = Task.Run(() => SaveAttempt.Try(step));
        var seen = attempt.Wait(MostTime) ? attempt.Result : $"nothing within {MostTime.TotalSeconds} s";
        report.Check(
            what, "an error that says so, at once", seen.Replace(path, Path.GetFileName(path), StringComparison.Ordinal),
            seen.StartsWith("IOException:", StringComparison.Ordinal) && seen.Contains(words, StringComparison.Ordinal)
                && seen.Contains($"'{path}'", StringComparison.Ordinal));
    }

    private static void ReplaceLink(Trial trial, Report report)
    {
        var link = Path.Combine(trial.MakeFolder("link"), "model.zip");
        File.CreateSymbolicLink(link, link + "-nowhere");
        var seen = SaveAttempt.Try(() => MnistClassifier.LoadPretrained().Save(link));
        report.Check("a link that leads nowhere for Save", "the link is replaced", seen,
            seen == SaveAttempt.Success && new FileInfo(link).LinkTarget is null && Directory.GetFiles(Path.GetDirectoryName(link)!).Length == 1);
    }
}
