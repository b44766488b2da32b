using Mnist.Classifier;
using Mnist.Classifier.Tests.Support.Photographs;
using Mnist.Digits.Normalization;
using Mnist.Digits.Pictures;
using Testing;

namespace DocumentationPictures;

/// <summary>Writes a picture for each step from a photograph to an image, with the same six digits in each.</summary>
internal static class ContactSheets
{
    private const int TileWidth = 160;
    private const int TileHeight = 120;
    private const int FormScale = 4;

    private static readonly (string Condition, int Digit)[] Shown =
    [
        ("uneven light", 5), ("noise and blur", 0), ("thin pen", 3), ("thick marker", 4), ("chalk on a board", 8),
        ("everything at once", 2),
    ];

    public static void Write(string folder)
    {
        var digits = MnistDataset.Generate(1, 40, seed: 4).Test;
        var photographs = Shown
            .Select(shown => Take(digits, shown.Digit, PhotographCondition.All.Single(condition => condition.Name == shown.Condition)))
            .ToList();

        Directory.CreateDirectory(folder);
        Write("1-photograph", photograph => Resampling.Fit(photograph.Picture, TileHeight, TileWidth));
        Write("2-contrast", photograph => Show(ContrastOf(photograph), byte.MaxValue));
        Write("3-ink", photograph => ShowInk(InkOf(photograph.Picture)));
        Write("4-image", photograph => Enlarge(SizeNormalization.Create(InkOf(photograph.Picture), SizeNormalization.MeanStrokeWidth)));

        void Write(string name, Func<(bool IsChalk, GreyPicture Picture), Plane> step)
        {
            var sheet = new byte[TileWidth * photographs.Count * TileHeight];
            for (var tile = 0; tile < photographs.Count; tile++)
            {
                var plane = step(photographs[tile]);
                for (var row = 0; row < TileHeight; row++)
                {
                    var target = sheet.AsSpan((((row * photographs.Count) + tile) * TileWidth) + 1, TileWidth - 2);
                    for (var column = 0; column < target.Length; column++)
                    {
                        target[column] = (byte)Math.Clamp(plane.Row(row)[column + 1], 0, byte.MaxValue);
                    }
                }
            }

            File.WriteAllBytes(
                Path.Combine(folder, $"{name}.png"),
                PictureEncoder.Png(new GreyPicture(TileWidth * photographs.Count, TileHeight, sheet)));
        }
    }

    private static (bool IsChalk, GreyPicture Picture) Take(LabeledImages digits, int digit, PhotographCondition condition)
    {
        var index = Enumerable.Range(0, digits.Count).First(index => digits.GetLabel(index) == digit);
        return (condition.IsChalk, Photograph.Take(digits.GetPixels(index), condition, seed: digit));
    }

    private static Plane ContrastOf((bool IsChalk, GreyPicture Picture) photograph)
    {
        var plane = DigitNormalizer.Prepare(photograph.Picture);
        return InkContrast.Measure(photograph.IsChalk ? DigitNormalizer.Invert(plane) : plane).Contrast;
    }

    private static Ink InkOf(GreyPicture picture) => DigitNormalizer.FindInk(DigitNormalizer.Prepare(picture))
        ?? throw new InvalidOperationException("Each of these photographs has a digit.");

    private static Plane ShowInk(Ink ink) => Show(ink.Contrast.Map(value => value > ink.Level / 2 ? ink.Level : 0), ink.Level);

    // As dark ink on white, in the size of a tile.
    private static Plane Show(Plane ink, float full)
    {
        var white = ink.Map(value => byte.MaxValue - (byte.MaxValue * Math.Min(value / full, 1)));
        return Resampling.Shrink(white, 0, 0, white.Width / (float)TileWidth, TileWidth, TileHeight);
    }

    private static Plane Enlarge(byte[] pixels)
    {
        var tile = new Plane(TileWidth, TileHeight);
        var side = SizeNormalization.Side * FormScale;
        var (left, top) = ((TileWidth - side) / 2, (TileHeight - side) / 2);
        for (var row = 0; row < side; row++)
        {
            for (var column = 0; column < side; column++)
            {
                tile.Row(top + row)[left + column] = pixels[(row / FormScale * SizeNormalization.Side) + (column / FormScale)];
            }
        }

        return tile;
    }
}
