using DenseNetworks.ML;
using DenseNetworks.ML.Training;
using Mnist.Classifier;
using PretrainedModel;

namespace DocumentationPictures;

/// <summary>
/// Draws generated digits as they are in the first column, and augmented in the others: by the recipe Accurate, by the recipe
/// Best, and as the model in the package is trained, but with every image corrupted.
/// </summary>
internal static class AugmentationSheet
{
    private const int AugmentedColumns = 11;
    private const int Seed = 1;

    private static readonly (ImageAugmentation Augmentation, int[] Digits)[] Groups =
    [
        (TrainingRecipe.Accurate.Augmentation!, [2, 4, 7, 8]),
        (TrainingRecipe.Best.Augmentation!, [2, 4, 7, 8]),
        (AlwaysSpoilt(PretrainedRecipe.Recipe.Augmentation!), [2, 4, 7, 8, 3, 5]),
    ];

    public static void Write(string path)
    {
        var digits = MnistDataset.Generate(1, 200, seed: 7).Test;
        var sheet = new TileSheet([1, AugmentedColumns], [.. Groups.Select(group => group.Digits.Length)]);
        var row = 0;
        foreach (var (augmentation, shown) in Groups)
        {
            var augmenter = new ImageAugmenter(augmentation, digits.PixelsPerImage);
            foreach (var digit in shown)
            {
                var image = digits.GetPixels(Enumerable.Range(0, digits.Count).First(index => digits.GetLabel(index) == digit));
                sheet.Draw(0, row, image);
                for (var step = 1; step <= AugmentedColumns; step++)
                {
                    sheet.Draw(step, row, Augment(augmenter, image, new RowRandom(Seed, step, row)));
                }

                row++;
            }
        }

        sheet.Save(path);
    }

    private static ImageAugmentation AlwaysSpoilt(ImageAugmentation augmentation) =>
        augmentation with { CustomChange = PretrainedRecipe.Spoil(share: 1) };

    private static byte[] Augment(ImageAugmenter augmenter, ReadOnlySpan<byte> image, RowRandom random)
    {
        var scratch = augmenter.MakeScratch();
        for (var i = 0; i < image.Length; i++)
        {
            scratch.Image[i] = image[i] / (float)byte.MaxValue;
        }

        var augmented = new float[image.Length];
        augmenter.Augment(scratch, random, augmented);
        return Array.ConvertAll(augmented, value => (byte)MathF.Round(value * byte.MaxValue));
    }
}
