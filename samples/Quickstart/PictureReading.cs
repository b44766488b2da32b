using Mnist.Classifier;

namespace Quickstart;

/// <summary>Shows what the classifier makes of a picture, and what it sees of it.</summary>
internal static class PictureReading
{
    public static void Print(MnistClassifier classifier, string path)
    {
        Console.WriteLine();
        try
        {
            if (classifier.PredictImage(path) is not { } prediction)
            {
                Console.WriteLine($"{path}: nothing is written there");
                return;
            }

            Console.WriteLine($"{path}: {prediction}");
            Gallery.Print(DigitImage.Load(path).Pixels);
        }
        catch (Exception e) when (e is IOException or InvalidDataException or UnauthorizedAccessException)
        {
            Console.WriteLine(e.Message);
        }
    }
}
