using System.Text;
using DenseNetworks.IO;

namespace Mnist.Classifier.Data.Csv;

/// <summary>
/// Reads the lines of a table that have something in them, none of them longer than it may be: a file without line breaks
/// takes no memory.
/// </summary>
internal sealed class TableLineReader(string path) : IDisposable
{
    private readonly StreamReader _reader = new(ReadableFile.Open(path), Encoding.UTF8);
    private readonly char[] _buffer = new char[1 << 14];
    private readonly StringBuilder _line = new();
    private int _start;
    private int _end;

    /// <summary>
    /// Reads the next line, past empty ones and remarks, which begin with two slashes; null if there is none.
    /// </summary>
    public string? Read(int maxLength)
    {
        string? line;
        do
        {
            line = ReadAny(maxLength);
        }
        while (line is "" || line?.StartsWith("//", StringComparison.Ordinal) == true);
        return line;
    }

    public void Dispose() => _reader.Dispose();

    private string? ReadAny(int maxLength)
    {
        if (!Fill())
        {
            return null;
        }

        _line.Clear();
        do
        {
            var rest = _buffer.AsSpan(_start, _end - _start);
            var length = rest.IndexOfAny('\r', '\n');
            _line.Append(length < 0 ? rest : rest[..length]);
            if (_line.Length > maxLength)
            {
                throw new InvalidDataException(
                    $"'{Printable.Path(path)}': a line has more than {maxLength} characters, too many for its columns. Pass a table of numbers.");
            }

            if (length >= 0)
            {
                var isReturn = rest[length] == '\r';
                _start += length + 1;
                if (isReturn && Fill() && _buffer[_start] == '\n')
                {
                    _start++;
                }

                break;
            }

            _start = _end;
        }
        while (Fill());
        return _line.ToString();
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
