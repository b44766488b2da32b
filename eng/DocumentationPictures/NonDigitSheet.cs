using Mnist.Classifier;
using Mnist.Classifier.Tests.Support.Photographs;
using Mnist.Digits.Pictures;
using Testing;

namespace DocumentationPictures;

/// <summary>Writes generated images that are not digits, side by side, ink on paper.</summary>
internal static class NonDigitSheet
{
    private const int Rows = 10;
    private const int Columns = 20;
    private const int Scale = 2;

    public static void Write(string path)
    {
        var images = LabeledImages.GenerateNonDigits(Rows * Columns);
        var (width, height) = (Columns * images.Width * Scale, Rows * images.Height * Scale);
        var sheet = new byte[width * height];
        for (var y = 0; y < height; y++)
        {
            for (var x = 0; x < width; x++)
            {
                var (row, column) = (y / Scale, x / Scale);
                var image = images.GetPixels((row / images.Height * Columns) + (column / images.Width));
                var ink = image[(row % images.Height * images.Width) + (column % images.Width)];
                sheet[(y * width) + x] = (byte)(byte.MaxValue - ink);
            }
        }

        File.WriteAllBytes(path, PictureEncoder.Png(new GreyPicture(width, height, sheet)));
    }
}
