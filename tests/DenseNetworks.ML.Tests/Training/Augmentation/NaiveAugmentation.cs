using System.Numerics;
using System.Runtime.Intrinsics;
using DenseNetworks.ML;
using DenseNetworks.ML.Training;

namespace DenseNetworks.ML.Tests.Training.Augmentation;

/// <summary>How an image is distorted, by its definition: a pixel at a time, in double precision.</summary>
internal static class NaiveAugmentation
{
    public static double[] Augment(ImageAugmentation augmentation, ImageShape shape, float[] image, RowRandom random)
    {
        var warp = ImageWarp.Draw(augmentation, shape.Width, shape.Height, ref random);
        var moves = augmentation.ElasticDistortion > 0
            ? DrawMoves(augmentation, shape, warp.ElasticDeviation, ref random)
            : null;
        var old = MoveEdges(shape, [.. image.Select(pixel => (double)pixel)], warp.EdgeMove);
        var changed = new double[image.Length];
        for (var i = 0; i < changed.Length; i++)
        {
            var (x, y) = Transform(warp.Matrix, i % shape.Width, i / shape.Width);
            changed[i] = Bilinear(shape, old, x + (moves?[i].X ?? 0), y + (moves?[i].Y ?? 0));
        }

        return changed;
    }

    public static double Bilinear(ImageShape shape, double[] image, double x, double y)
    {
        var (left, top) = ((int)Math.Floor(x), (int)Math.Floor(y));
        var (across, down) = (x - left, y - top);
        return ((1 - across) * (1 - down) * At(shape, image, left, top))
            + (across * (1 - down) * At(shape, image, left + 1, top))
            + ((1 - across) * down * At(shape, image, left, top + 1)) + (across * down * At(shape, image, left + 1, top + 1));
    }

    /// <summary>Moves edges a pixel at a time: to the four neighbours and to all eight in turn, the last time in part.</summary>
    public static double[] MoveEdges(ImageShape shape, double[] image, double distance)
    {
        for (var (pass, left) = (0, Math.Abs(distance)); left > 0; pass++, left--)
        {
            var (before, reach, share) = (image, pass % 2 == 0 ? 1 : 2, Math.Min(1, left));
            image = [.. Enumerable.Range(0, image.Length).Select(i =>
            {
                var near = Neighbours(shape, before, i % shape.Width, i / shape.Width, reach);
                return before[i] + (share * ((distance < 0 ? near.Min() : near.Max()) - before[i]));
            })];
        }

        return image;
    }

    /// <summary>How far each pixel moves in the elastic part.</summary>
    public static Vector2[] DrawMoves(ImageAugmentation augmentation, ImageShape shape, double deviation, ref RowRandom random)
    {
        var grid = new ElasticGrid(
            new SplineBasis(shape.Width, shape.LineLength, augmentation.ElasticSmoothness),
            new SplineBasis(shape.Height, shape.Height, augmentation.ElasticSmoothness));
        grid.Draw(deviation, ref random);
        var moves = new Vector2[shape.PixelCount];
        for (var line = 0; line < shape.Height; line++)
        {
            grid.MoveToLine(line);
            for (var column = 0; column < shape.Width; column++)
            {
                var (x, y) = (Vector256<float>.Zero, Vector256<float>.Zero);
                grid.Add(column / ImageShape.Lanes * ImageShape.Lanes, ref x, ref y);
                moves[(line * shape.Width) + column] = new(x[column % ImageShape.Lanes], y[column % ImageShape.Lanes]);
            }
        }

        return moves;
    }

    private static (double X, double Y) Transform(Matrix3x2 matrix, double x, double y) =>
        ((x * matrix.M11) + (y * matrix.M21) + matrix.M31, (x * matrix.M12) + (y * matrix.M22) + matrix.M32);

    private static IEnumerable<double> Neighbours(ImageShape shape, double[] image, int x, int y, int reach) =>
        from right in Enumerable.Range(-1, 3)
        from down in Enumerable.Range(-1, 3)
        where Math.Abs(right) + Math.Abs(down) <= reach
        select At(shape, image, x + right, y + down);

    private static double At(ImageShape shape, double[] image, int x, int y) =>
        x >= 0 && y >= 0 && x < shape.Width && y < shape.Height ? image[(y * shape.Width) + x] : 0;
}
