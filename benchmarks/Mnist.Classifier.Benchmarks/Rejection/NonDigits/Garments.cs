using System.Numerics;
using Mnist.Classifier.Data.Generation;

namespace Mnist.Classifier.Benchmarks;

/// <summary>
/// Clothes, shoes and bags as filled grey shapes: what Fashion-MNIST shows (Xiao, Rasul, Vollgraf 2017,
/// https://arxiv.org/abs/1708.07747), without an image of it.
/// </summary>
internal sealed class Garments : INonDigits
{
    private const int Side = NonDigitImages.Side;
    private const float MinSize = 22;
    private const float MinAspect = 0.7f;
    private const float Jitter = 0.025f;
    private const float Slant = 0.06f;

    // Points measured in each pixel, in each direction, for grey edges.
    private const int PointsPerPixel = 4;

    public string Name => "garments";

    public int Count => 2_000;

    public void Draw(int index, ref DigitRandom random, Span<byte> image)
    {
        var outline = Distort(GarmentOutlines.All[random.NextIndex(GarmentOutlines.All.Count)], ref random);
        var fabric = Fabric.Draw(ref random);
        for (var i = 0; i < image.Length; i++)
        {
            var (row, column) = (i / Side, i % Side);
            image[i] = (byte)(fabric.At(row, column, ref random) * Cover(outline, row, column));
        }
    }

    /// <summary>
    /// Cuts it a little differently, and puts it into the middle in another size and, at times, the other way round.
    /// </summary>
    private static Outline Distort(Outline outline, ref DigitRandom random)
    {
        var height = random.Next(MinSize, Side);
        var width = random.Next(MinAspect, 1) * height;
        var mirrored = random.NextUnit() < 0.5f ? -width : width;
        var shape = Matrix3x2.CreateTranslation(-0.5f, -0.5f)
            * Matrix3x2.CreateSkew(Slant * random.NextBell(), 0)
            * Matrix3x2.CreateScale(mirrored, height)
            * Matrix3x2.CreateTranslation(Side / 2f, Side / 2f);
        var numbers = random; // a lambda cannot take the caller's
        var result = outline.Map(corner =>
        {
            var x = numbers.NextBell();
            return Vector2.Transform(corner + (Jitter * new Vector2(x, numbers.NextBell())), shape);
        });
        random = numbers;
        return result;
    }

    /// <summary>Gets the coverage of a pixel by the outline, 0 to 1.</summary>
    private static float Cover(Outline outline, int row, int column)
    {
        var inside = 0;
        for (var point = 0; point < PointsPerPixel * PointsPerPixel; point++)
        {
            var within = new Vector2(point % PointsPerPixel, point / PointsPerPixel) + new Vector2(0.5f);
            inside += outline.Contains(new Vector2(column, row) + (within / PointsPerPixel)) ? 1 : 0;
        }

        return inside / (float)(PointsPerPixel * PointsPerPixel);
    }
}
