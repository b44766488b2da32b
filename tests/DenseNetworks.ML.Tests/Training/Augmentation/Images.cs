using DenseNetworks.ML;
using DenseNetworks.ML.Training;
using Testing;

namespace DenseNetworks.ML.Tests.Training.Augmentation;

/// <summary>Makes images, and changes them.</summary>
internal static class Images
{
    /// <summary>Everything at once that moves pixels.</summary>
    public static readonly ImageAugmentation Everything = new()
    {
        Rotation = 20, Shear = 0.2, Scale = 0.2, Shift = 2, ElasticDistortion = 1.5, Thickness = 0.7,
    };

    /// <summary>An image of random greys, more than half of it paper.</summary>
    public static float[] Draw(ImageShape shape, int seed = 1) => Networks.Features(seed, shape.PixelCount, zeroShare: 0.6);

    /// <summary>An image of a stroke in the middle of paper.</summary>
    public static float[] DrawStroke(ImageShape shape)
    {
        var pixels = new float[shape.PixelCount];
        for (var line = shape.Height / 4; line < shape.Height * 3 / 4; line++)
        {
            for (var column = shape.Width * 2 / 5; column < shape.Width * 3 / 5; column++)
            {
                pixels[(line * shape.Width) + column] = 0.9f;
            }
        }

        return pixels;
    }

    public static ImageAugmenter MakeAugmenter(ImageAugmentation augmentation, ImageShape shape) =>
        new(augmentation with { ImageWidth = shape.Width }, shape.PixelCount);

    public static float[] Augment(ImageAugmentation augmentation, ImageShape shape, float[] image, RowRandom random)
    {
        var augmenter = MakeAugmenter(augmentation, shape);
        return Augment(augmenter, augmenter.MakeScratch(), image, random);
    }

    public static float[] Augment(ImageAugmenter augmenter, AugmentationScratch scratch, float[] image, RowRandom random)
    {
        image.CopyTo(scratch.Image, 0);
        var changed = new float[image.Length];
        augmenter.Augment(scratch, random, changed);
        return changed;
    }

    /// <summary>Finds the first random numbers that distort an image in some way.</summary>
    public static RowRandom Find(ImageAugmentation augmentation, ImageShape shape, Predicate<ImageWarp> isWanted)
    {
        for (var row = 0; ; row++)
        {
            var random = new RowRandom(1, 1, row);
            if (isWanted(ImageWarp.Draw(augmentation, shape.Width, shape.Height, ref random)))
            {
                return new RowRandom(1, 1, row);
            }
        }
    }

    public static float LargestDifference(IEnumerable<float> actual, IEnumerable<float> expected) =>
        actual.Zip(expected, (a, b) => MathF.Abs(a - b)).Max();
}
