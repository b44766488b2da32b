using Spectre.Console;
using Spectre.Console.Rendering;

namespace Mnist.Cli.Output;

/// <summary>
/// An image of 28x28 in the terminal. Each character is two pixels, one above the other, because characters are about twice as
/// high as wide: in grey if the terminal has colours, otherwise in characters of different density.
/// </summary>
/// <param name="console">The console.</param>
/// <param name="pixels">784 pixels, 0 for paper to 255 for ink.</param>
internal sealed class DigitDrawing(IAnsiConsole console, byte[] pixels) : Renderable
{
    private const int Size = 28;
    private const string Shades = " .:-=+*#%@";

    private readonly bool _isGrey =
        console.Profile.Capabilities is { Unicode: true, ColorSystem: ColorSystem.EightBit or ColorSystem.TrueColor };

    protected override Measurement Measure(RenderOptions options, int maxWidth) => new(Size, Size);

    protected override IEnumerable<Segment> Render(RenderOptions options, int maxWidth)
    {
        for (var y = 0; y < Size; y += 2)
        {
            for (var x = 0; x < Size; x++)
            {
                yield return Character(pixels[(y * Size) + x], pixels[((y + 1) * Size) + x]);
            }

            yield return Segment.LineBreak;
        }
    }

    private Segment Character(byte upper, byte lower) => _isGrey
        ? new Segment("▀", new Style(Grey(upper), Grey(lower)))
        : new Segment($"{Shades[(upper + lower) / 2 * (Shades.Length - 1) / byte.MaxValue]}");

    private static Color Grey(byte ink) => new(ink, ink, ink);
}
