using System.Runtime.Intrinsics;

namespace DenseNetworks.ML.Training;

/// <summary>Makes the paper grey: the same all over or in clouds.</summary>
/// <param name="limit">The largest grey.</param>
/// <param name="shape">The shape of the images.</param>
internal sealed class Background(double limit, ImageShape shape) : IImageChange
{
    public void Apply(Span<float> pixels, AugmentationScratch scratch, ref RowRandom random)
    {
        var grey = random.NextFloat() * (float)limit;
        var deviation = random.NextFloat() < 0.5f ? 0 : 0.5f * grey; // of the clouds
        var isOver = random.NextFloat() < 0.5f;
        scratch.Clouds.Draw(deviation, ref random);
        Span<float> clouds = stackalloc float[ImageShape.Lanes];
        for (var line = 0; line < shape.Height; line++)
        {
            scratch.Clouds.MoveToLine(line);
            for (var column = 0; column < shape.Width; column += ImageShape.Lanes)
            {
                var (x, y) = (Vector256.Create(grey), Vector256<float>.Zero);
                scratch.Clouds.Add(column, ref x, ref y);
                x.CopyTo(clouds);
                for (var i = 0; i < Math.Min(ImageShape.Lanes, shape.Width - column); i++)
                {
                    ref var pixel = ref pixels[(line * shape.Width) + column + i];
                    var paper = Math.Clamp(clouds[i], 0, 1);
                    pixel = isOver ? Math.Min(1, pixel + paper) : paper + (pixel * (1 - paper));
                }
            }
        }
    }
}
