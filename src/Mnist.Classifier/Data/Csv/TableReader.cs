using System.Text;

namespace Mnist.Classifier.Data.Csv;

/// <summary>
/// Reads the lines of a table, none of them longer than it may be: a file without line breaks takes no memory.
/// </summary>
/// <param name="path">The file.</param>
/// <param name="maxLength">The most characters of a line.</param>
internal sealed class TableReader(string path, int maxLength) : TextReader
{
    private readonly StreamReader _reader = new(path, Encoding.UTF8);
    private readonly char[] _buffer = new char[1 << 14];
    private int _start;
    private int _end;

    /// <returns>The next line, or null if there is none.</returns>
    /// <exception cref="InvalidDataException">The line is too long.</exception>
    public override string? ReadLine()
    {
        if (!Fill())
        {
            return null;
        }

        var line = new StringBuilder();
        do
        {
            var rest = _buffer.AsSpan(_start, _end - _start);
            var length = rest.IndexOfAny('\r', '\n');
            line.Append(length < 0 ? rest : rest[..length]);
            if (line.Length > maxLength)
            {
                throw new InvalidDataException(
                    $"'{path}': a line has more than {maxLength} characters, too many for its columns. " +
                    "Pass a table of numbers.");
            }

            if (length >= 0)
            {
                _start += length;
                SkipLineBreak();
                return line.ToString();
            }

            _start = _end;
        }
        while (Fill());
        return line.ToString();
    }

    public override int Peek() => Fill() ? _buffer[_start] : -1;

    public override int Read() => Fill() ? _buffer[_start++] : -1;

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _reader.Dispose();
        }

        base.Dispose(disposing);
    }

    private void SkipLineBreak()
    {
        if (Read() == '\r' && Peek() == '\n')
        {
            Read();
        }
    }

    /// <summary>Makes sure that there is a character in the buffer, or tells that there are no more.</summary>
    private bool Fill()
    {
        if (_start == _end)
        {
            (_start, _end) = (0, _reader.Read(_buffer));
        }

        return _start < _end;
    }
}
