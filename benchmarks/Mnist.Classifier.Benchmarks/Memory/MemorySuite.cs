namespace Mnist.Classifier.Benchmarks;

/// <summary>Trains in processes of their own and reads how much memory they needed.</summary>
internal sealed class MemorySuite : ISuite
{
    private const int Repeats = 3;

    public string Name => "memory";

    public string Description => "the peak resident memory of training, from the files to a saved model";

    public void Run(Bench bench, SuiteReport report)
    {
        report.Note($"Data: {bench.Data.Digits.Source}.");
        using var folder = new TemporaryFolder();
        var (data, threads) = (bench.Data.Folder, $"{bench.Threads}");
        (string Name, string[] Arguments)[] subjects =
        [
            ("Mnist.Classifier, default recipe", Ours(nameof(Recipes.Default))),
            (
                "Mnist.Classifier, default recipe, without libtorch",
                ["train-managed", data, nameof(Recipes.Default), folder.File("managed.zip")]),
            ("Mnist.Classifier, tutorial recipe", Ours(nameof(Recipes.Tutorial))),
            ("plain TorchSharp loop, tutorial recipe", ["train-plain", data, folder.File("plain.weights"), threads]),
        ];
        var runs = Interleaved.Run(
            bench.Repeats(Repeats), subjects, subject => ChildProcess.Run(bench.Threads, subject.Arguments));

        report.Compare("peak resident memory, IDX files to a saved model", "MiB",
            [.. subjects.Zip(runs, (subject, all) => ChildRun.Peaks(subject.Name, all))]);
        report.Compare("wall time of the process", "s",
            [.. subjects.Zip(runs, (subject, all) => ChildRun.Times(subject.Name, all))]);
        report.Note(
            "Ours reads the training and the test images, as MnistDataset.Load does; the plain loop the training images " +
            "alone.");

        string[] Ours(string recipe) => ["train-ours", data, recipe, folder.File($"{recipe}.zip"), threads];
    }
}
