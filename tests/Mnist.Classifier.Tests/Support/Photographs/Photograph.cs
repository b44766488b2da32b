using DenseNetworks.ML.Training;
using Mnist.Classifier.Data.Generation;
using Mnist.Digits.Normalization;
using Mnist.Digits.Pictures;
using Testing;

namespace Mnist.Classifier.Tests.Support.Photographs;

/// <summary>Draws pictures that look like photographs of a written digit. The same seed gives the same picture.</summary>
internal sealed class Photograph
{
    private const float PaperBrightness = 0.88f;
    private const float BoardBrightness = 0.2f;
    private const float DeskBrightness = 0.3f;

    private readonly PhotographCondition _condition;
    private readonly Random _random;
    private readonly Plane _brightness;

    private Photograph(PhotographCondition condition, int seed)
    {
        _condition = condition;
        _random = new Random(seed);
        _brightness = new Plane(condition.Width, condition.Height);
    }

    /// <summary>Takes a picture of a digit of 784 pixels; of none, the picture is of blank paper.</summary>
    public static GreyPicture Take(ReadOnlySpan<byte> digit, PhotographCondition condition, int seed)
    {
        var photograph = new Photograph(condition, seed);
        photograph.LayPaper();
        photograph.Write(digit);
        photograph.Sprinkle();
        photograph.Light();
        return photograph.Expose();
    }

    private float Next(float from, float to) => from + ((to - from) * _random.NextSingle());

    private float NextNormal() =>
        MathF.Sqrt(-2 * MathF.Log(1 - _random.NextSingle())) * MathF.Cos(MathF.Tau * _random.NextSingle());

    private void LayPaper()
    {
        var turn = Next(-12, 12) * MathF.PI / 180;
        var (width, height) = (Next(0.75f, 0.95f) * _condition.Width, Next(0.75f, 0.95f) * _condition.Height);
        ForEachPixel((column, row) =>
        {
            var (x, y) = Rotate(column - (_condition.Width / 2f), row - (_condition.Height / 2f), turn);
            var isPaper = !_condition.IsDeskVisible || (MathF.Abs(x) < width / 2 && MathF.Abs(y) < height / 2);
            var grain = DeskBrightness + (0.05f * MathF.Sin((row * 0.4f) + (3 * MathF.Sin(column * 0.02f))));
            return isPaper ? (_condition.IsChalk ? BoardBrightness : PaperBrightness) : grain;
        });
    }

    private void Write(ReadOnlySpan<byte> digit)
    {
        if (digit.IsEmpty)
        {
            return;
        }

        var height = Next(_condition.Size.Smallest, _condition.Size.Largest) * _condition.Height;
        float? pen = _condition.Pen is var (narrowest, widest) ? Next(narrowest, widest) * 20 * WrittenDigit.Scale : null;
        var ink = WrittenDigit.Write(digit, pen);
        var scale = 20 * WrittenDigit.Scale / height;
        var turn = Next(-_condition.Turn, _condition.Turn) * MathF.PI / 180;
        // Half of the digit's height is its own; the rest of the way to the border is free, or to the paper's edge.
        var margin = (0.62f * height) + (_condition.IsDeskVisible ? 0.2f * _condition.Height : 0);
        var reach = (X: MathF.Max((_condition.Width / 2f) - margin, 0), Y: MathF.Max((_condition.Height / 2f) - margin, 0));
        var offset = _condition.IsOffCentre ? (X: Next(-reach.X, reach.X), Y: Next(-reach.Y, reach.Y)) : (X: 0, Y: 0);
        var inkBrightness = _condition.IsChalk ? Next(0.7f, 0.9f) : Next(0.08f, 0.35f);
        // One sample for each pixel would miss strokes between the pixels.
        var samples = Math.Max((int)MathF.Ceiling(scale), 1);
        ForEachPixel((column, row) =>
        {
            var covered = 0f;
            for (var i = 0; i < samples * samples; i++)
            {
                var (x, y) = Rotate(
                    column + (((i % samples) + 0.5f) / samples) - (_condition.Width / 2f) - offset.X,
                    row + (((i / samples) + 0.5f) / samples) - (_condition.Height / 2f) - offset.Y,
                    turn);
                covered += At(ink, (x * scale) + (WrittenDigit.Side / 2f), (y * scale) + (WrittenDigit.Side / 2f));
            }

            covered /= samples * samples;
            if (_condition.IsChalk)
            {
                covered *= Next(0.6f, 1); // chalk leaves the board's grain dark
            }

            var paper = _brightness.Row(row)[column];
            return paper + (covered * (inkBrightness - paper));
        });
    }

    private void Sprinkle()
    {
        for (var speck = 0; speck < _condition.Specks; speck++)
        {
            var (x, y) = (Next(0, _condition.Width), Next(0, _condition.Height));
            var radius = Next(0.5f, 0.008f * _condition.Width);
            ForEachPixel((column, row) =>
                new System.Numerics.Vector2(column - x, row - y).Length() < radius ? 0.25f : _brightness.Row(row)[column]);
        }
    }

    private void Light()
    {
        var direction = Next(0, MathF.Tau);
        var (along, across) = (MathF.Cos(direction), MathF.Sin(direction));
        var diagonal = new System.Numerics.Vector2(_condition.Width, _condition.Height).Length();
        ForEachPixel((column, row) =>
        {
            var away = (((column - (_condition.Width / 2f)) * along) + ((row - (_condition.Height / 2f)) * across)) / diagonal;
            var shade = 1 - (_condition.Shade * Math.Clamp(away + 0.5f, 0, 1));
            return shade * _brightness.Row(row)[column];
        });
    }

    private GreyPicture Expose()
    {
        var picture = _brightness;
        for (var i = 0; i < _condition.Blur; i++)
        {
            picture = picture.Smooth();
        }

        var pixels = picture.Values.ToArray()
            .Select(brightness => (byte)Math.Clamp(MathF.Round((255 * brightness) + (_condition.Noise * NextNormal())), 0, 255))
            .ToArray();
        var taken = new GreyPicture(_condition.Width, _condition.Height, pixels);
        if (_condition.JpegQuality is not { } quality)
        {
            return taken;
        }

        using var file = new MemoryStream(PictureEncoder.Jpeg(taken, quality));
        return PictureReader.Read(file);
    }

    private static (float X, float Y) Rotate(float x, float y, float turn) =>
        ((x * MathF.Cos(turn)) + (y * MathF.Sin(turn)), (y * MathF.Cos(turn)) - (x * MathF.Sin(turn)));

    private static float At(Plane plane, float x, float y) =>
        x >= 0 && y >= 0 && x < plane.Width && y < plane.Height ? plane.Row((int)y)[(int)x] : 0;

    private void ForEachPixel(Func<int, int, float> brightness)
    {
        for (var row = 0; row < _condition.Height; row++)
        {
            var line = _brightness.Row(row);
            for (var column = 0; column < line.Length; column++)
            {
                line[column] = brightness(column, row);
            }
        }
    }
}
