using System.Numerics;

namespace DenseNetworks.ML.Training;

/// <summary>The straight part of how an image is distorted: which point of the old image comes to a point of the new one.</summary>
/// <param name="Matrix">From the new image to the old one, in pixels, with (0, 0) in the middle of the top left pixel.</param>
/// <param name="ElasticDeviation">The standard deviation, in pixels, of how far the knots of the elastic part move.</param>
/// <param name="EdgeMove">How far edges of strokes move outwards, in pixels; inwards if negative.</param>
internal readonly record struct ImageWarp(Matrix3x2 Matrix, float ElasticDeviation, float EdgeMove)
{
    public static ImageWarp Draw(ImageAugmentation augmentation, int width, int height, ref RowRandom random)
    {
        var angle = random.NextWithin(augmentation.Rotation * Math.PI / 180);
        var lean = random.NextWithin(augmentation.Shear);
        var grow = new Vector2(1 + random.NextWithin(augmentation.Scale), 1 + random.NextWithin(augmentation.Scale));
        var shift = new Vector2(random.NextWithin(augmentation.Shift), random.NextWithin(augmentation.Shift));
        var middle = new Vector2((width - 1) / 2f, (height - 1) / 2f);
        var matrix = Matrix3x2.CreateTranslation(-middle - shift)
            * Matrix3x2.CreateRotation(angle)
            * new Matrix3x2(1, 0, lean, 1, 0, 0)
            * Matrix3x2.CreateScale(Vector2.One / grow)
            * Matrix3x2.CreateTranslation(middle);
        return new ImageWarp(
            matrix,
            random.NextFloat() * (float)augmentation.ElasticDistortion,
            random.NextWithin(augmentation.Thickness));
    }
}
