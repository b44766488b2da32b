using Mnist.Classifier;
using Mnist.Digits;

namespace Quickstart;

/// <summary>Shows what the classifier makes of a picture, and what it sees of it.</summary>
internal static class PictureReading
{
    public static void Print(MnistClassifier classifier, string path)
    {
        Console.WriteLine();
        Console.WriteLine($"{path}: {classifier.PredictImage(path)}");
        Gallery.Print(DigitImage.Load(path).Pixels);
    }
}
