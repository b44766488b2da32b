namespace Mnist.Classifier.Benchmarks;

/// <summary>A zigzag line across the image, at any height and a slight slope.</summary>
internal sealed class Zigzag : ICorruption
{
    private const float FirstColumn = 2;
    private const float LastColumn = 25;
    private const int MostDrop = 5;

    /// <summary>The height of a tooth above the middle, and half of its width, in pixels.</summary>
    private const float Tooth = 2;

    public string Name => "zigzag";

    public void Apply(ReadOnlySpan<byte> image, Span<byte> destination, Random random)
    {
        var plane = InkPlane.Read(image);
        var firstRow = random.Next(InkPlane.Side - 1);
        var drop = random.Next(-MostDrop, MostDrop);
        var (sine, cosine) = MathF.SinCos(MathF.Atan(drop / (LastColumn - FirstColumn)));
        var length = (LastColumn - FirstColumn) / cosine;

        var last = Turned(0, 0);
        var side = Tooth;
        for (var along = Tooth; along < length; along += 2 * Tooth, side = -side)
        {
            DrawTo(Turned(along, side));
        }

        DrawTo(Turned(length, 0));
        InkPlane.Write(plane, destination);

        // From the line's own direction to that of the image.
        LinePoint Turned(float along, float across) => new(
            FirstColumn + (cosine * along) - (sine * across), firstRow + (sine * along) + (cosine * across));

        void DrawTo(LinePoint next)
        {
            LineStroke.Draw(plane, last, next);
            last = next;
        }
    }
}
