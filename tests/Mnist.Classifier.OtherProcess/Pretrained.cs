namespace Mnist.Classifier.OtherProcess;

/// <summary>Reads generated digits by the model in the package.</summary>
internal static class Pretrained
{
    private const int Count = 100;

    /// <summary>Prints how many are read correctly, and then the files of libtorch that the process has mapped.</summary>
    public static void Run()
    {
        var digits = MnistDataset.Generate(trainCount: 1, testCount: Count, seed: 77).Test;
        var classifier = MnistClassifier.LoadPretrained();
        var right = Enumerable.Range(0, Count).Count(i => classifier.Predict(digits.GetPixels(i)).Digit == digits.GetLabel(i));
        Console.WriteLine($"{right} of {Count}");
        MappedFiles.PrintTorch();
    }
}
