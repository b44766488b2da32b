namespace Mnist.Classifier.Reliability;

/// <summary>Saves to, and loads from, where no file can be.</summary>
internal static class RefusedPlaces
{
    public static void Run(Trial trial, Report report)
    {
        var classifier = Digits.Train(seed: 1);
        var folder = trial.MakeFolder("places");
        var file = Path.Combine(folder, "model.zip");
        Digits.Train(seed: 2).Save(file);

        Save("a folder has the name", Directory.CreateDirectory(Path.Combine(folder, "folder.zip")).FullName, "IOException", "Name a file inside it");
        Save("the folder does not exist", Path.Combine(folder, "none", "model.zip"), "DirectoryNotFoundException", "Create it first");
        Save("the name has 300 characters", Path.Combine(folder, new string('n', 296) + ".zip"), "PathTooLongException", "Choose a shorter one");
        File.SetAttributes(file, FileAttributes.ReadOnly);
        Save("the file is there and read-only", file, "UnauthorizedAccessException", "Allow writing to it");
        File.SetAttributes(file, FileAttributes.Normal);

        Load("a folder is loaded", Path.Combine(folder, "folder.zip"), "IOException", "it is a folder");
        Load("a file is loaded that is not there", Path.Combine(folder, "none.zip"), "FileNotFoundException", "none.zip");

        SaveToLongestName(classifier, trial, report);
        if (!OperatingSystem.IsWindows()) // where links need a privilege
        {
            SaveToLink(classifier, trial, report);
        }

        void Save(string what, string target, string exception, string words) => new Refusal(what, target, exception, words)
            .Check(report, () => SaveAttempt.Try(() => classifier.Save(target)));

        void Load(string what, string target, string exception, string words) => new Refusal(what, target, exception, words)
            .Check(report, () => SaveAttempt.Try(() => MnistClassifier.Load(target)));
    }

    private static void SaveToLongestName(MnistClassifier classifier, Trial trial, Report report)
    {
        var folder = trial.MakeFolder("longest");
        var seen = SaveAttempt.Try(() => classifier.Save(Path.Combine(folder, new string('n', 251) + ".zip")));
        report.Check("the name has 255 characters, as many as there can be", SaveAttempt.Success, seen,
            seen == SaveAttempt.Success && Directory.GetFiles(folder).Length == 1);
    }

    private static void SaveToLink(MnistClassifier classifier, Trial trial, Report report)
    {
        var folder = trial.MakeFolder("link");
        var (link, other) = (Path.Combine(folder, "link.zip"), Path.Combine(folder, "other.zip"));
        File.WriteAllText(other, "other");
        File.CreateSymbolicLink(link, other);
        var seen = SaveAttempt.Try(() => classifier.Save(link));
        var isReplaced = new FileInfo(link).LinkTarget is null && File.ReadAllText(other) == "other";
        report.Check("the file is a symbolic link", "the link is replaced, what it led to is kept",
            $"{seen}, the link is {(isReplaced ? "replaced" : "not replaced")}", isReplaced && seen == SaveAttempt.Success);
    }
}
