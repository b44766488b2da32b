using Mnist.Digits;

namespace Mnist.Classifier.Benchmarks;

/// <summary>Counts the corrupted images that a model classifies correctly.</summary>
/// <param name="images">The images.</param>
/// <param name="model">The model.</param>
/// <param name="threads">How many threads to use.</param>
internal sealed class CorruptedReading(LabeledImages images, Model model, int threads)
{
    /// <summary>One of so many images is read as a picture, which takes a thousand times as long.</summary>
    public const int PictureStride = 10;

    /// <summary>Corrupts every image once and lets the model read it.</summary>
    /// <param name="corruption">What to do to the images; <see langword="null"/> for nothing.</param>
    /// <returns>The percentage of the images that it classifies correctly.</returns>
    public double Measure(ICorruption? corruption)
    {
        var right = 0;
        var stride = model.IsBehindPictures ? PictureStride : 1;
        var count = (images.Count + stride - 1) / stride;
        Parallel.For(0, count, new ParallelOptions { MaxDegreeOfParallelism = threads }, place =>
        {
            var index = place * stride;
            if (Read(Corrupt(corruption, index)) == images.GetLabel(index))
            {
                Interlocked.Increment(ref right);
            }
        });
        return 100.0 * right / count;
    }

    private int? Read(byte[] pixels)
    {
        if (!model.IsBehindPictures)
        {
            return model.Classifier.Predict(pixels).Digit;
        }

        var picture = DigitImage.Normalize(pixels, images.Width, images.Height);
        return picture.IsBlank ? null : model.Classifier.Predict(picture.Pixels).Digit;
    }

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
