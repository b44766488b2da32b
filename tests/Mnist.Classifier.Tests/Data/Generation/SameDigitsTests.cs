using StbImageSharp;
using Testing;

namespace Mnist.Classifier.Tests.Data.Generation;

/// <summary>
/// Whoever names a seed means these images: they are the same in every version and, but for rounding, on every machine. The
/// pictures here are sheets of 20 columns.
/// </summary>
public sealed class SameDigitsTests
{
    private const int Seed = 7;
    private const int Side = 28;
    private const int Columns = 20;

    [Fact]
    public void A_seed_gives_the_same_digits_in_every_version()
    {
        var data = MnistDataset.Generate(100, 20, Seed);
        var digits = data.Train.Concat(data.Test);

        string.Concat(Enumerable.Range(0, digits.Count).Select(digits.GetLabel)).Should().Be(
            "477786826377044475181194906456357950301496523663073286591534" +
            "206279349173274986028018357487489970680429570464855951439965");
        RequireSame(digits, "digits.png");
    }

    [Fact]
    public void A_seed_gives_the_same_non_digits_in_every_version() =>
        RequireSame(LabeledImages.GenerateNonDigits(120, Seed), "non-digits.png");

    private static void RequireSame(LabeledImages images, string fileName)
    {
        var sheet = Read(fileName);
        sheet.Data.Length.Should().Be(images.Count * images.PixelsPerImage);
        for (var i = 0; i < images.Count; i++)
        {
            var pixels = images.GetPixels(i).ToArray();
            var start = (i / Columns * Side * sheet.Width) + (i % Columns * Side);
            var difference = Enumerable.Range(0, pixels.Length)
                .Average(pixel => Math.Abs(pixels[pixel] - sheet.Data[start + (pixel / Side * sheet.Width) + (pixel % Side)]));

            difference.Should().BeLessThan(0.2, $"image {i} is that of {fileName} but for rounding");
        }
    }

    private static ImageResult Read(string fileName)
    {
        using var file = File.OpenRead(Path.Combine(
            Repository.Folder, "tests", "Mnist.Classifier.Tests", "Data", "Generation", "Expected", fileName));
        return ImageResult.FromStream(file, ColorComponents.Grey);
    }
}
