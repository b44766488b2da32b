namespace Mnist.Classifier.Benchmarks;

/// <summary>Creates large sets from small ones. The images share their pixels.</summary>
internal static class RepeatedImages
{
    public static LabeledImages Repeat(LabeledImages images, int count)
    {
        var repeated = images;
        while (repeated.Count < count)
        {
            repeated = repeated.Concat(repeated); // one by one, the lists of places would be copied again and again
        }

        return repeated.Take(count);
    }

    /// <summary>Gets a data set with so many images to learn from.</summary>
    public static MnistDataset Train(MnistDataset digits, int count) =>
        new(Repeat(digits.Train, count), digits.Test, digits.Source);
}
