namespace Mnist.Classifier.Benchmarks;

/// <summary>
/// A dotted line from the left to the right border, at any height and slope: two columns of ink, two without.
/// </summary>
internal sealed class DottedLine : ICorruption
{
    private const int DotWidth = 2;
    private const int Last = InkPlane.Side - 1;

    public string Name => "dotted line";

    public void Apply(ReadOnlySpan<byte> image, Span<byte> destination, Random random)
    {
        var plane = InkPlane.Read(image);
        LineStroke.Draw(
            plane, new(0, random.Next(Last)), new(Last, random.Next(Last)), column => column / DotWidth % 2 == 1);
        InkPlane.Write(plane, destination);
    }
}
