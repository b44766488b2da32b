using System.Diagnostics;

namespace Mnist.Classifier.Reliability;

/// <summary>Saves to one path from several processes with several threads each, and reads it all the time.</summary>
internal static class WritersAtOnce
{
    private const int ProcessCount = 2;

    public static void Run(Trial trial, Report report)
    {
        var folder = trial.MakeFolder("together");
        string[] models = [Path.Combine(folder, "a.zip"), Path.Combine(folder, "b.zip")];
        Digits.Train(seed: 1).Save(models[0]);
        Digits.Train(seed: 2).Save(models[1]);
        var target = Path.Combine(trial.MakeFolder("together-target"), "model.zip");
        File.Copy(models[0], target);
        var files = new WholeFiles((target, models[0], models[1])) { Load = () => MnistClassifier.Load(target) };

        var saveCount = trial.Times(100, 10);
        var writing = Enumerable.Range(0, ProcessCount).Select(_ => Task.Run(() => ChildProcess.Run(
            new Dictionary<string, string>(), [], "save-together", models[0], models[1], target, $"{saveCount}"))).ToArray();
        var (readCount, refusedCount) = (0, 0);
        var start = Stopwatch.GetTimestamp();
        while (!Task.WaitAll(writing, millisecondsTimeout: 0))
        {
            readCount++;
            refusedCount += SaveAttempt.Try(files.Look) == SaveAttempt.Success ? 0 : 1;
        }

        var count = ProcessCount * SaveTogether.ThreadCount * saveCount;
        report.Check(
            $"{Text.Of(count)} saves to one path by {ProcessCount} processes of {SaveTogether.ThreadCount} threads, read " +
            "and loaded all the time",
            "always a whole one of them",
            $"{Text.Of(readCount)} reads in {Text.Of(Stopwatch.GetElapsedTime(start).TotalSeconds)} s, {refusedCount} refused; {files.Counts}",
            files.AreWhole && refusedCount == 0 && files.LeftOver() == 0);
    }
}
