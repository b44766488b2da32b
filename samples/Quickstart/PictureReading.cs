using Mnist.Classifier;
using Mnist.Digits;

namespace Quickstart;

/// <summary>Shows the prediction for a picture, and the input of the network.</summary>
internal static class PictureReading
{
    public static void Print(MnistClassifier classifier, string path)
    {
        Console.WriteLine();
        Console.WriteLine($"{path}: {classifier.PredictImage(path)}");
        Gallery.Print(DigitImage.Load(path).Pixels);
    }
}
