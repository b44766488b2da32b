using System.Text;
using DenseNetworks.IO;
using Mnist.Classifier.Data.Files;
using Mnist.Classifier.Data.Idx;

namespace Mnist.Classifier.Data.Csv;

/// <summary>
/// Reads the lines of a table, plain or gzip, except empty ones. The length of a line is limited, so that a file without line
/// breaks does not fill the memory.
/// </summary>
internal sealed class TableLineReader(string path) : IDisposable
{
    private readonly StreamReader _reader = new(Open(path), Encoding.UTF8);
    private readonly char[] _buffer = new char[1 << 14];
    private readonly StringBuilder _line = new();
    private int _start;
    private int _end;

    /// <summary>
    /// Reads the next line that is neither empty nor a comment, which begins with two slashes; null at the end.
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

    private static Stream Open(string path)
    {
        var file = ReadableFile.Open(path);
        try
        {
            if (!file.CanSeek)
            {
                throw new InvalidDataException($"'{Printable.Path(path)}' cannot be read twice. Save its content as a file, " +
                    "and name that.");
            }

            var start = FileContent.ReadStart(file);
            FileContent.RequireData(path, start);
            file.Position = 0;
            return GzipHeader.IsGzip(start) ? new CheckedGzipStream(path, file) : file;
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

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
                    $"'{Printable.Path(path)}': a line has more than {maxLength} characters, too many for its columns. Pass " +
                    "a table of numbers.");
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

    /// <summary>Ensures that there is a character in the buffer, or returns false at the end of the file.</summary>
    private bool Fill()
    {
        if (_start == _end)
        {
            (_start, _end) = (0, _reader.Read(_buffer));
        }

        return _start < _end;
    }
}
