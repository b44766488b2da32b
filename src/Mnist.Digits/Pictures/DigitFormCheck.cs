namespace Mnist.Digits.Pictures;

/// <summary>Knows a picture that is in MNIST's form already, and takes it as it is.</summary>
internal static class DigitFormCheck
{
    private const int SmallestBox = 16;
    private const float FarthestFromCentre = 1.5f;

    /// <summary>Returns the 784 pixels if the picture is a digit in MNIST's form, ink light or dark.</summary>
    public static byte[]? TryTake(GreyPicture picture)
    {
        if (picture.Width != DigitForm.Side || picture.Height != DigitForm.Side)
        {
            return null;
        }

        // The corner is paper, and paper has no shades in this form.
        var paper = picture.Pixels[0];
        if (paper is not (byte.MinValue or byte.MaxValue))
        {
            return null;
        }

        var pixels = picture.Pixels.ToArray();
        var (box, mass, massTimesRow, massTimesColumn) = (new Box(DigitForm.Side, DigitForm.Side, -1, -1), 0L, 0L, 0L);
        for (var i = 0; i < pixels.Length; i++)
        {
            pixels[i] ^= paper;
            if (pixels[i] > 0)
            {
                var (row, column) = (i / DigitForm.Side, i % DigitForm.Side);
                box = box.Include(column, row);
                mass += pixels[i];
                massTimesRow += pixels[i] * row;
                massTimesColumn += pixels[i] * column;
            }
        }

        var isInForm = mass > 0
            && box.LongestSide is >= SmallestBox and <= DigitForm.BoxSide
            && IsCentred(massTimesRow / (float)mass)
            && IsCentred(massTimesColumn / (float)mass);
        return isInForm ? pixels : null;
    }

    private static bool IsCentred(float centre) => MathF.Abs(centre - ((DigitForm.Side - 1) / 2f)) <= FarthestFromCentre;
}
