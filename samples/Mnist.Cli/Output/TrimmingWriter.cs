using System.Text;

namespace Mnist.Cli.Output;

/// <summary>Writes lines without trailing spaces, which pad tables.</summary>
internal sealed class TrimmingWriter(TextWriter writer) : TextWriter
{
    private int _spaces;

    public override Encoding Encoding => writer.Encoding;

    public override void Write(char value)
    {
        if (value == ' ')
        {
            _spaces++;
            return;
        }

        if (value is not ('\r' or '\n'))
        {
            writer.Write(new string(' ', _spaces));
        }

        _spaces = 0;
        writer.Write(value);
    }

    public override void Flush() => writer.Flush();
}
