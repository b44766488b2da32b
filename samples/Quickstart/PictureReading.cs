using Mnist.Classifier;
using Mnist.Digits;

namespace Quickstart;

/// <summary>Shows what the classifier makes of a picture, and what it sees of it.</summary>
internal static class PictureReading
{
    public static void Print(MnistClassifier classifier, string path)
    {
        Console.WriteLine();
        if (classifier.PredictImage(path) is { } prediction)
        {
            Console.WriteLine($"{path}: {prediction}");
            Gallery.Print(DigitImage.Load(path).Pixels);
        }
        else
        {
            Console.WriteLine($"{path}: nothing is written there");
        }
    }
}
