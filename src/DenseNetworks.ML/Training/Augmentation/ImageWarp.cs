using System.Numerics;

namespace DenseNetworks.ML.Training;

/// <summary>The affine part of a distortion, which maps points of the new image to points of the old one.</summary>
/// <param name="Matrix">
/// The map from the new image to the old one, in pixels, with (0, 0) in the center of the top left pixel.
/// </param>
/// <param name="ElasticDeviation">The standard deviation of the displacements of the elastic part, in pixels.</param>
/// <param name="EdgeMove">The distance by which edges of strokes move outward, in pixels; negative for inward.</param>
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
