namespace Mnist.Classifier.Benchmarks;

/// <summary>One that reads corrupted digits: a column of the table.</summary>
/// <param name="Name">The name over the column.</param>
/// <param name="Read">
/// Reads the digit of 784 pixels, 0 for paper to 255 for ink; <see langword="null"/> where it sees none. Called by many threads
/// at once.
/// </param>
internal sealed record RobustnessModel(string Name, Func<byte[], int?> Read)
{
    /// <summary>Gets the distance between images that are read: 1 for all, more where reading takes long.</summary>
    public int Stride { get; private init; } = 1;

    /// <summary>Reads the images as they are.</summary>
    public static RobustnessModel Of(string name, MnistClassifier classifier) =>
        new(name, pixels => classifier.Predict(pixels).Digit);

    /// <summary>
    /// Takes each image for a picture, as if it came from a file: the digit is looked for, and brought into the form of MNIST.
    /// </summary>
    public static RobustnessModel BehindPictures(string name, MnistClassifier classifier, int stride) =>
        new(name, pixels => ReadPicture(classifier, pixels)) { Stride = stride };

    private static int? ReadPicture(MnistClassifier classifier, byte[] pixels)
    {
        var image = DigitImage.Normalize(pixels, Pictures.DigitForm.Side, Pictures.DigitForm.Side);
        return image.IsBlank ? null : classifier.Predict(image.Pixels).Digit;
    }
}
