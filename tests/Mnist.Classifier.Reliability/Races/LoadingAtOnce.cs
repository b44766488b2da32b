namespace Mnist.Classifier.Reliability;

/// <summary>Loads one file on many threads, and saves it.</summary>
internal static class LoadingAtOnce
{
    public static void Run(Trial trial, Report report)
    {
        var folder = trial.MakeFolder("loads");
        var zip = Path.Combine(folder, "model.zip");
        var saved = Digits.Train(seed: 1);
        saved.Save(zip);
        var count = trial.Times(1_008, 64) / PredictingAtOnce.ThreadCount;
        var wrongCount = 0;
        Load(2);
        var before = Resources.Take();
        Load(count);
        var after = Resources.Take();
        report.CheckNone(
            $"loads of one zip on {PredictingAtOnce.ThreadCount} threads, each saved again to a file of its thread",
            "the same weights and bytes", wrongCount, (long)count * PredictingAtOnce.ThreadCount, "loads");
        report.Check(
            "what those loads leave open", "no more handles, threads and temporary files than before",
            $"handles {before.Handles} to {after.Handles}, threads {before.Threads} to {after.Threads}, " +
            $"temporary files {before.TemporaryFiles} to {after.TemporaryFiles}",
            after.HoldsNoMore(before));

        void Load(int times) => AtOnce.Run(PredictingAtOnce.ThreadCount, thread =>
        {
            var copy = Path.Combine(folder, $"{thread}.zip");
            for (var i = 0; i < times; i++)
            {
                var loaded = MnistClassifier.Load(zip);
                loaded.Save(copy);
                if (!Bits.AreSame(loaded, saved) || !File.ReadAllBytes(copy).SequenceEqual(File.ReadAllBytes(zip)))
                {
                    Interlocked.Increment(ref wrongCount);
                }
            }
        });
    }
}
