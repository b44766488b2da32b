using Microsoft.ML;
using Mnist.Digits;

namespace Mnist.Classifier.Tests.Documentation;

/// <summary>The code of docs/several-digits.md, compiled.</summary>
internal static class SeveralDigitsSnippets
{
    public static void ReadForm()
    {
        DigitReader reader = DigitReader.LoadPretrained();
        DigitsInPicture found = reader.ReadAll("form.jpg"); // also a stream, or greys in memory
        foreach (FoundDigit digit in found) // in reading order: rows from the top, each from the left
        {
            Console.WriteLine($"{digit.Prediction.Digit} at {digit.Bounds}, row {digit.Row}");
        }

        Console.WriteLine(found.Rows[0].Text); // 4021, with ? where no digit is sure
    }

    public static IEstimator<ITransformer> ReadForms(MLContext mlContext)
    {
        IEstimator<ITransformer> forms = mlContext.Transforms.ReadDigits("Digits", "ImagePath");
        // Digits, Digits.Rows, Digits.Bounds (left, top, width, height of each), Digits.Confidences, Digits.Text
        return forms;
    }
}
