using DenseNetworks.IO;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace Mnist.Cli.Output;

/// <summary>
/// Escapes all text that is written to a terminal: control characters and characters that change the direction of text. So
/// names and contents of files cannot control the terminal.
/// </summary>
internal sealed class Escaping : IRenderHook
{
    private static readonly Escaping Hook = new();

    /// <summary>Makes a console escape its text.</summary>
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

        public IEnumerable<Segment> Render(RenderOptions options, int maxWidth) =>
            content.Render(options, maxWidth).Select(Escape);

        private static Segment Escape(Segment segment)
        {
            if (segment.IsControlCode || segment.IsLineBreak)
            {
                return segment; // written by the console itself
            }

            var text = Printable.Of(segment.Text, int.MaxValue);
            return text == segment.Text ? segment : new Segment(text, segment.Style);
        }
    }
}
