using Mnist.Classifier.Pictures;

namespace Mnist.Classifier.Benchmarks;

/// <summary>Counts how many corrupted images models read rightly.</summary>
/// <param name="images">The images.</param>
/// <param name="models">The models.</param>
/// <param name="threads">How many threads to use.</param>
internal sealed class CorruptedReading(LabeledImages images, IReadOnlyList<RobustnessModel> models, int threads)
{
    /// <summary>Of how many images one is taken for a picture: that takes a thousand times as long as to read it.</summary>
    public const int PictureStride = 10;

    /// <summary>Corrupts every image once and lets every model read it.</summary>
    /// <param name="corruption">What to do to the images; <see langword="null"/> for nothing.</param>
    /// <returns>For each model the share of the images that it reads rightly, in percent.</returns>
    public double[] Measure(ICorruption? corruption)
    {
        var right = new int[models.Count];
        var options = new ParallelOptions { MaxDegreeOfParallelism = threads };
        Parallel.For(0, images.Count, options, index =>
        {
            var pixels = Corrupt(corruption, index);
            var picture = new Lazy<DigitImage>(() => DigitImage.Normalize(pixels, DigitForm.Side, DigitForm.Side));
            for (var model = 0; model < models.Count; model++)
            {
                if (IsRead(models[model], index) && Read(models[model], pixels, picture) == images.GetLabel(index))
                {
                    Interlocked.Increment(ref right[model]);
                }
            }
        });
        return [.. models.Zip(right, (model, count) => 100.0 * count / CountFor(model))];
    }

    private static bool IsRead(RobustnessModel model, int index) => !model.IsBehindPictures || index % PictureStride == 0;

    private static int? Read(RobustnessModel model, byte[] pixels, Lazy<DigitImage> picture) => model.IsBehindPictures
        ? picture.Value.IsBlank ? null : model.Classifier.Predict(picture.Value.Pixels).Digit
        : model.Classifier.Predict(pixels).Digit;

    private int CountFor(RobustnessModel model) => Enumerable.Range(0, images.Count).Count(index => IsRead(model, index));

    private byte[] Corrupt(ICorruption? corruption, int index)
    {
        var pixels = new byte[images.PixelsPerImage];
        if (corruption is null)
        {
            images.CopyPixels(index, pixels);
        }
        else
        {
            CorruptionCatalog.Apply(corruption, images, index, pixels);
        }

        return pixels;
    }
}
