using DenseNetworks.IO;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace Mnist.Cli.Output;

/// <summary>
/// Escapes all text on its way to a terminal: what would control it, or turn its letters around, is written out. So no file's name or
/// content can, whoever forgets it.
/// </summary>
internal sealed class Escaping : IRenderHook
{
    private static readonly Escaping Hook = new();

    /// <summary>Sees to it that a console escapes.</summary>
    /// <returns>The console.</returns>
    public static IAnsiConsole Attach(IAnsiConsole console)
    {
        console.Pipeline.Detach(Hook); // once is enough
        console.Pipeline.Attach(Hook);
        return console;
    }

    public IEnumerable<IRenderable> Process(RenderOptions options, IEnumerable<IRenderable> renderables) =>
        renderables.Select(renderable => new Escaped(renderable));

    private sealed class Escaped(IRenderable content) : IRenderable
    {
        public Measurement Measure(RenderOptions options, int maxWidth) => content.Measure(options, maxWidth);

        public IEnumerable<Segment> Render(RenderOptions options, int maxWidth) => content.Render(options, maxWidth).Select(Escape);

        private static Segment Escape(Segment segment)
        {
            if (segment.IsControlCode || segment.IsLineBreak)
            {
                return segment; // of the console's own
            }

            var text = Printable.Of(segment.Text, int.MaxValue);
            return text == segment.Text ? segment : new Segment(text, segment.Style);
        }
    }
}
