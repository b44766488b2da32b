using System.Runtime.Versioning;

namespace Mnist.Classifier.Reliability;

/// <summary>Saves where the disk is full or refuses, or the process has no right or no room.</summary>
internal static class RefusingDisks
{
    private const string Nobody = "65534";

    // The runtime's own memory files would count towards the limit on files.
    private static readonly Dictionary<string, string> WithoutMemoryFiles = new() { ["DOTNET_EnableWriteXorExecute"] = "0" };

    public static void Run(Trial trial, Report report)
    {
        if (!OperatingSystem.IsLinux())
        {
            return;
        }

        var models = trial.MakeFolder("models");
        var (small, large) = (Path.Combine(models, "small.zip"), Path.Combine(models, "large.zip"));
        Digits.Train(seed: 1).Save(small);
        Digits.TrainLarge(seed: 1).Save(large);
        SaveToFullDisk(trial, report, small, large);
        SaveUnderLimit(trial, report, small, large);
        SaveWithoutRight(trial, report, small);
    }

    private static void SaveToFullDisk(Trial trial, Report report, string small, string large)
    {
        using var disk = SmallDisk.TryMount(trial.MakeFolder("disk"));
        if (disk is null)
        {
            report.Skip("a disk of 1 MiB", "an error that says so, the old file kept", "this user may not mount one");
            return;
        }

        var target = Path.Combine(disk.Folder, "model.zip");
        var (smallOne, largeOne) = (MnistClassifier.Load(small), MnistClassifier.Load(large));
        new Refusal("the disk is full, no file before", target, "IOException", "the disk is full")
            .Check(report, () => SaveAttempt.Try(() => largeOne.Save(target)));
        smallOne.Save(target);
        new Refusal("the disk is full, over an older file", target, "IOException", "the disk is full")
            .Check(report, () => SaveAttempt.Try(() => largeOne.Save(target)));
        new Refusal("the disk is full, an ONNX file over an older file", target, "IOException", "the disk is full")
            .Check(report, () => SaveAttempt.Try(() => largeOne.ExportOnnx(target)));

        LeaveBehind(target, (int)(new DriveInfo(disk.Folder).AvailableFreeSpace - 4096));
        var seen = SaveAttempt.Try(() => smallOne.Save(target));
        var isSaved = File.ReadAllBytes(target).SequenceEqual(File.ReadAllBytes(small)) && Directory.GetFiles(disk.Folder).Length == 1;
        report.Check("the disk is full of what a killed writer has left", $"{SaveAttempt.Success}, it makes room", seen, isSaved);

        if (disk.TryMakeReadOnly())
        {
            new Refusal("the file system is read-only", target, "IOException", "the file system is read-only")
                .Check(report, () => SaveAttempt.Try(() => smallOne.Save(target)));
        }
    }

    private static void LeaveBehind(string target, int length)
    {
        var path = $"{target}.{Guid.NewGuid():N}.tmp";
        File.WriteAllBytes(path, new byte[length]);
        File.SetLastWriteTimeUtc(path, DateTime.UtcNow.AddHours(-1));
    }

    private static void SaveUnderLimit(Trial trial, Report report, string small, string large)
    {
        var target = Path.Combine(trial.MakeFolder("limit"), "model.zip");
        File.Copy(small, target);
        new Refusal("the process may write no file of more than 2 MiB", target, "IOException", "Raise the limit").Check(
            report,
            () => ChildProcess.Run(
                WithoutMemoryFiles, ["bash", "-c", "trap '' XFSZ; ulimit -f 2048; exec \"$0\" \"$@\""], "save-once", large, target)[^1]);
    }

    [SupportedOSPlatform("linux")]
    private static void SaveWithoutRight(Trial trial, Report report, string small)
    {
        const string What = "the user may not write in the folder";
        if (!Environment.IsPrivilegedProcess)
        {
            report.Skip(What, "an error that says so, the old file kept", "it takes root to become another user");
            return;
        }

        var folder = trial.MakeFolder("rights");
        for (var parent = folder; parent != Path.GetDirectoryName(Path.GetTempPath().TrimEnd('/')); parent = Path.GetDirectoryName(parent)!)
        {
            File.SetUnixFileMode(parent, (UnixFileMode)0b111_101_101);
        }

        var target = Path.Combine(folder, "model.zip");
        File.Copy(small, target);
        File.SetUnixFileMode(target, (UnixFileMode)0b110_110_110);
        new Refusal(What, target, "UnauthorizedAccessException", "Ask for the right").Check(
            report,
            () => ChildProcess.Run(
                new Dictionary<string, string>(),
                ["setpriv", $"--reuid={Nobody}", $"--regid={Nobody}", "--clear-groups"], "save-once", target, target)[^1]);
    }
}
