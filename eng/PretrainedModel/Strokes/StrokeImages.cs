using System.Numerics;
using Mnist.Classifier;

namespace PretrainedModel.Strokes;

/// <summary>Draws training images, each as a picture that is then converted to the form of MNIST.</summary>
internal static class StrokeImages
{
    /// <summary>Draws the images.</summary>
    /// <param name="mnist">Images of MNIST, to be enlarged to pictures.</param>
    /// <param name="counts">How many of each kind.</param>
    public static LabeledImages Draw(LabeledImages mnist, StrokeCounts counts) =>
        Draw(counts.FootlessOnes, seed: 1, random => (1, Write(StrokeForms.FootlessOne(random), random)))
            .Concat(Draw(counts.WavySevens, seed: 2, random => (7, Write(StrokeForms.WavySeven(random), random))))
            .Concat(Draw(counts.SchoolDigits, seed: 3, random => Write(WrittenForms.Digits, random)))
            .Concat(
                Draw(counts.Ticks, seed: 4, random => (LabeledImages.MissingLabel, Write(StrokeForms.AnyTick(random), random))))
            .Concat(Draw(counts.Letters, seed: 5, random => Write(WrittenForms.Others, random)))
            .Concat(Enlarge(mnist, counts.Enlarged, seed: 6));

    /// <summary>Draws pictures of images, with thin and thick pens, some faint, some noisy.</summary>
    /// <param name="images">The images to choose from.</param>
    /// <param name="count">How many to make; those in which nothing is found are left out.</param>
    /// <param name="seed">Decides which, and how.</param>
    public static LabeledImages Enlarge(LabeledImages images, int count, int seed)
    {
        var enlarged = Draw(count, seed, random =>
        {
            var index = random.Next(images.Count);
            return ((byte)images.GetLabel(index), EnlargedImage.Draw(images.GetPixels(index), random));
        });
        return enlarged.Where(index => enlarged.GetPixels(index).ContainsAnyExcept((byte)0));
    }

    private static (byte Label, byte[] Pixels) Write((byte Label, Vector2[][] Strokes)[] forms, Random random)
    {
        var (label, strokes) = forms[random.Next(forms.Length)];
        return (label, Write(strokes, random));
    }

    /// <summary>Writes strokes in a random handwriting: slanted, stretched, rotated, swaying.</summary>
    private static byte[] Write(Vector2[][] strokes, Random random)
    {
        var jitter = random.Between(0, 0.035f);
        var shape = new Matrix3x2(random.Between(0.7f, 1.25f), 0, -random.Between(-0.15f, 0.45f), 1, 0, 0)
            * Matrix3x2.CreateRotation(random.Between(-0.12f, 0.12f));
        var sway = new Vector2(random.Between(-0.06f, 0.06f), random.Between(-0.06f, 0.06f));
        var phase = new Vector2(random.Between(0, MathF.Tau), random.Between(0, MathF.Tau));
        var written = Array.ConvertAll(strokes, stroke => Array.ConvertAll(stroke, point =>
        {
            var angle = phase + (4 * new Vector2(point.Y, point.X));
            var moved = point + (sway * new Vector2(MathF.Sin(angle.X), MathF.Sin(angle.Y)))
                + new Vector2(random.Between(-jitter, jitter), random.Between(-jitter, jitter));
            return Vector2.Transform(moved, shape);
        }));
        return StrokePicture.Draw(written, random);
    }

    private static LabeledImages Draw(int count, int seed, Func<Random, (byte Label, byte[] Pixels)> draw)
    {
        const int PixelCount = StrokePicture.ImageSide * StrokePicture.ImageSide;
        var labels = new byte[count];
        var pixels = new byte[count * PixelCount];
        Parallel.For(0, count, i =>
        {
            (labels[i], var image) = draw(new Random((seed * 1_000_003) + i));
            image.CopyTo(pixels, i * PixelCount);
        });
        return new LabeledImages(pixels, labels, StrokePicture.ImageSide, StrokePicture.ImageSide, classCount: 10);
    }
}
