using System.Diagnostics;
using System.Globalization;

namespace Mnist.Classifier.Reliability;

/// <summary>Kills processes while they save, at moments spread over the whole time that saving takes.</summary>
internal static class KilledWriters
{
    private const string Promised = "the old or the new file, byte for byte";

    // Longer than the age from which what was left behind is taken for abandoned.
    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(2.5);

    public static void Run(Trial trial, Report report)
    {
        var folder = trial.MakeFolder("killed");
        MnistClassifier[] classifiers = [Digits.TrainLarge(seed: 1), Digits.TrainLarge(seed: 2)];
        string[] models = [Path.Combine(folder, "a.zip"), Path.Combine(folder, "b.zip")];
        string[] exports = [Path.Combine(folder, "a.onnx"), Path.Combine(folder, "b.onnx")];
        for (var i = 0; i < classifiers.Length; i++)
        {
            classifiers[i].Save(models[i]);
            classifiers[i].ExportOnnx(exports[i]);
        }

        var zips = trial.MakeFolder("killed-zips");
        var zip = Path.Combine(zips, "model.zip");
        Kill(report, $"a zip of {Text.Mebibytes(new FileInfo(models[0]).Length)}", trial.Times(200, 5),
            ["save-zips", .. models, zip], () => classifiers[1].Save(zip), new WholeFiles((zip, models[0], models[1]))
            {
                Load = () => MnistClassifier.Load(zip),
            });

        var others = trial.MakeFolder("killed-exports");
        var export = Path.Combine(others, "model.onnx");
        Kill(report, $"an ONNX file of {Text.Mebibytes(new FileInfo(exports[0]).Length)}", trial.Times(60, 3),
            ["save-exports", .. models, export], () => classifiers[1].ExportOnnx(export),
            new WholeFiles((export, exports[0], exports[1])));

        var images = trial.MakeFolder("killed-images");
        var sources = SaveForEver.ImageSets.Select((set, i) =>
        {
            var files = SaveForEver.ImageFiles(trial.MakeFolder($"images-{i}"));
            set.SaveIdx(files.Images, files.Labels);
            return files;
        }).ToArray();
        var target = SaveForEver.ImageFiles(images);
        Kill(report, "two IDX files, images and labels", trial.Times(60, 3), ["save-images", images],
            () => SaveForEver.ImageSets[1].SaveIdx(target.Images, target.Labels),
            new WholeFiles(
                (target.Images, sources[0].Images, sources[1].Images), (target.Labels, sources[0].Labels, sources[1].Labels)));

        report.Check(
            "temporary folders of ML.NET after all of that", "none", $"{Directory.GetDirectories(Path.GetTempPath(), "ml_dotnet*").Length}",
            Directory.GetDirectories(Path.GetTempPath(), "ml_dotnet*").Length == 0);
    }

    private static void Kill(Report report, string what, int times, string[] child, Action save, WholeFiles files)
    {
        save();
        var start = Stopwatch.GetTimestamp();
        save();
        var duration = Stopwatch.GetElapsedTime(start);
        var random = new Random(1);
        var next = ChildProcess.Start(child);
        var (caughtCount, mostLeft) = (0, 0);
        for (var i = 0; i < times; i++)
        {
            using var process = next;
            next = ChildProcess.Start(child); // it gets ready in the meantime
            // Both write at times, as nothing forbids; both are killed.
            while (process.StandardOutput.ReadLine() != SaveForEver.Ready)
            {
            }

            var before = files.LeftOver();
            process.StandardInput.WriteLine();
            process.StandardInput.Flush();
            Thread.Sleep(2 * duration * random.NextDouble());
            process.Kill();
            process.WaitForExit();
            files.Look();
            var left = files.LeftOver();
            caughtCount += left > before ? 1 : 0;
            mostLeft = Math.Max(mostLeft, left);
        }

        next.Kill();
        next.WaitForExit();
        next.Dispose();
        Thread.Sleep(Rest);
        save();
        report.Check(
            $"{Text.Of(times)} processes killed while saving {what}", Promised,
            string.Create(CultureInfo.InvariantCulture, $"{files.Counts}; {caughtCount} were caught in the middle of the file"), files.AreWhole);
        report.Check(
            $"temporary files beside {what}", "none after the next save",
            $"at most {mostLeft} between, {files.LeftOver()} at the end", files.LeftOver() == 0 && mostLeft < 50);
    }
}
