namespace Mnist.Classifier.Reliability;

/// <summary>Saves one thing over another until it is killed. It begins when a line comes on standard input.</summary>
internal static class SaveForEver
{
    /// <summary>What the process prints when it has loaded everything.</summary>
    public const string Ready = "ready";

    /// <summary>The images that are saved in turn: of as many bytes, and none the same.</summary>
    public static LabeledImages[] ImageSets { get; } =
        [.. new[] { 1, 2 }.Select(seed => MnistDataset.Generate(trainCount: 4_000, testCount: 1, seed).Train)];

    /// <summary>Gets the two files of images.</summary>
    public static (string Images, string Labels) ImageFiles(string folder) =>
        (Path.Combine(folder, "images.idx"), Path.Combine(folder, "labels.idx"));

    public static void Zips(string first, string second, string target)
    {
        MnistClassifier[] classifiers = [MnistClassifier.Load(first), MnistClassifier.Load(second)];
        Repeat(turn => classifiers[turn].Save(target));
    }

    public static void Exports(string first, string second, string target)
    {
        MnistClassifier[] classifiers = [MnistClassifier.Load(first), MnistClassifier.Load(second)];
        Repeat(turn => classifiers[turn].ExportOnnx(target));
    }

    public static void Images(string folder)
    {
        var (images, labels) = ImageFiles(folder);
        Repeat(turn => ImageSets[turn].SaveIdx(images, labels));
    }

    private static void Repeat(Action<int> save)
    {
        save(1);
        Console.WriteLine(Ready);
        Console.In.ReadLine();
        for (var i = 0; ; i++)
        {
            save(i % 2);
        }
    }
}
