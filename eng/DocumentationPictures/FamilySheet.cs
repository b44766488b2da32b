using Mnist.Classifier;
using Mnist.Classifier.Benchmarks;
using Mnist.Classifier.Tests.Support.Photographs;
using Mnist.Digits.Pictures;
using Testing;

namespace DocumentationPictures;

/// <summary>Draws some images of each family of non-digits side by side, a row for each, black on white.</summary>
internal static class FamilySheet
{
    private const int Columns = 24;
    private const int Gap = 2;
    private const int Seed = 1;
    private const int Tile = NonDigitImages.Side + Gap;

    /// <summary>Writes a PNG file. Pictures of digits use generated ones.</summary>
    public static void Write(string path)
    {
        var families = NonDigitFamilies.From(MnistDataset.Generate(1, 1_000, Seed).Test);
        var width = Columns * Tile;
        var sheet = new byte[width * families.Count * Tile];
        Array.Fill(sheet, byte.MaxValue);
        for (var row = 0; row < families.Count; row++)
        {
            var images = NonDigitImages.Draw(families[row], Seed);
            for (var column = 0; column < Columns; column++)
            {
                // Far apart, so that those that come in order show all they have.
                Copy(
                    images[column * (images.Length - 1) / (Columns - 1)], sheet, width, (row * Tile * width) + (column * Tile));
            }
        }

        File.WriteAllBytes(path, PictureEncoder.Png(new GreyPicture(width, families.Count * Tile, sheet)));
    }

    private static void Copy(byte[] image, byte[] sheet, int width, int corner)
    {
        for (var i = 0; i < image.Length; i++)
        {
            sheet[corner + (i / NonDigitImages.Side * width) + (i % NonDigitImages.Side)] = (byte)(byte.MaxValue - image[i]);
        }
    }
}
