using Mnist.Digits;

namespace PretrainedModel.Strokes;

/// <summary>
/// Converts an image of 28x28 pixels to a picture, as of another pen, paper and camera, and back to the form of MNIST.
/// </summary>
internal static class EnlargedImage
{
    private const int Side = StrokePicture.ImageSide;

    // Of the pictures.
    private const float NoiseShare = 0.3f;
    private const float FadeShare = 0.3f;

    /// <summary>Returns the 784 pixels of the picture.</summary>
    public static byte[] Draw(ReadOnlySpan<byte> image, Random random)
    {
        var height = random.Next(40, 160);
        var width = (int)(height * random.Between(0.85f, 1.15f));
        var threshold = random.Between(30, 190);
        var sharpness = random.Between(1, 4);
        var (paper, ink) = (random.Between(150, 255), random.Between(0, 100));
        var fade = random.NextSingle() < FadeShare ? random.Between(0.3f, 0.9f) : 0;
        var direction = random.Between(0, MathF.Tau);
        var noise = random.NextSingle() < NoiseShare ? random.Between(0, 20) : 0;
        var picture = new byte[height * width];
        for (var row = 0; row < height; row++)
        {
            for (var column = 0; column < width; column++)
            {
                var (x, y) = (column / (float)width, row / (float)height);
                var value = Sample(image, (Side * y) - 0.5f, (Side * x) - 0.5f);
                var amount = Math.Clamp((sharpness * (value - threshold) / 128) + 0.5f, 0, 1);
                amount *= 1 - (fade * Math.Clamp(0.5f + (((x - 0.5f) * MathF.Cos(direction)) + ((y - 0.5f) * MathF.Sin(direction))), 0, 1));
                var shade = paper + ((ink - paper) * amount) + random.Between(-noise, noise);
                picture[(row * width) + column] = (byte)Math.Clamp(shade, 0, 255);
            }
        }

        return DigitImage.Normalize(picture, height, width).Pixels.ToArray();
    }

    private static float Sample(ReadOnlySpan<byte> image, float row, float column)
    {
        row = Math.Clamp(row, 0, Side - 1.001f);
        column = Math.Clamp(column, 0, Side - 1.001f);
        var (top, left) = ((int)row, (int)column);
        var (down, right) = (row - top, column - left);
        var at = (Side * top) + left;
        return ((1 - down) * (((1 - right) * image[at]) + (right * image[at + 1])))
            + (down * (((1 - right) * image[at + Side]) + (right * image[at + Side + 1])));
    }
}
