using Mnist.Classifier.Data.Generation;

namespace Mnist.Classifier.Benchmarks;

/// <summary>Capital letters, written in the same way as generated digits, in the form of MNIST.</summary>
/// <param name="name">Which letters.</param>
/// <param name="glyphs">Their forms.</param>
internal sealed class Letters(string name, IReadOnlyList<Glyph> glyphs) : INonDigits
{
    private readonly GlyphTable _table = new(glyphs);

    public string Name => name;

    public int Count => 2_000;

    public void Draw(int index, ref DigitRandom random, Span<byte> image)
    {
        var path = new PenPath();
        Handwriting.Write(_table.Draw(ref random), ref random, path);
        new InkCanvas().Draw(path, ref random, image);
    }
}
