namespace Mnist.Classifier.Reliability;

/// <summary>Removes the folder while a file is being written in it.</summary>
internal static class FoldersThatVanish
{
    public static void Run(Trial trial, Report report)
    {
        var classifier = Digits.TrainLarge(seed: 1);
        var (count, refusedCount, wrong) = (trial.Times(30, 5), 0, new List<string>());
        for (var i = 0; i < count; i++)
        {
            var folder = trial.MakeFolder("vanishing");
            var target = Path.Combine(folder, "model.zip");
            var saving = Task.Run(() => SaveAttempt.Try(() => classifier.Save(target)));
            while (!saving.IsCompleted && Directory.GetFiles(folder).Length == 0)
            {
            }

            Remove(folder);
            var seen = saving.Result;
            refusedCount += seen == SaveAttempt.Success ? 0 : 1;
            if (seen != SaveAttempt.Success
                && !(seen.StartsWith("DirectoryNotFoundException: ", StringComparison.Ordinal)
                    && seen.Contains($"'{target}'", StringComparison.Ordinal) && seen.Contains("Create it", StringComparison.Ordinal)))
            {
                wrong.Add(seen);
            }
        }

        report.Check(
            $"the folder is removed during {count} saves", "saved before, or a DirectoryNotFoundException that names the file",
            $"{count - refusedCount} saved before, {refusedCount - wrong.Count} so, {wrong.Count} otherwise {wrong.FirstOrDefault()}",
            wrong.Count == 0 && refusedCount > 0);
    }

    private static void Remove(string folder)
    {
        while (Directory.Exists(folder))
        {
            try
            {
                Directory.Delete(folder, recursive: true);
            }
            catch (IOException)
            {
                // a file came while the others were being deleted
            }
        }
    }
}
