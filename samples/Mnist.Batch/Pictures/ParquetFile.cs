using Mnist.Cli.Data;
using Mnist.Digits;
using Parquet;
using Parquet.Schema;

namespace Mnist.Batch.Pictures;

/// <summary>A Parquet file whose first column of bytes has the content of picture files.</summary>
internal sealed class ParquetFile(string path) : PictureFile(path)
{
    private ParquetReader? _reader;
    private (int Index, long Start, byte[]?[] Pictures) _group = (-1, 0, []);

    private ParquetReader Reader => _reader ??= OpenReader();

    private DataField Column =>
        Array.Find(Reader.Schema.DataFields, column => column.ClrType == typeof(ReadOnlyMemory<byte>) && !column.IsArray)
        ?? throw new InvalidDataException("The Parquet file has no column of bytes for pictures.");

    public override IEnumerable<Picture> List(Picture file)
    {
        _ = Column;
        var count = Reader.RowGroups.Sum(group => group.RowCount);
        for (var i = 0L; i < count; i++)
        {
            yield return file with { Entry = $"{i}", At = i };
        }
    }

    public override DigitImage Load(Picture picture)
    {
        Seek(picture.At ?? 0);
        var bytes = _group.Pictures[(picture.At ?? 0) - _group.Start]
            ?? throw new InvalidDataException("The row has no picture.");
        using var content = new MemoryStream(bytes);
        return DigitImage.Load(content);
    }

    public override void Dispose() => _reader?.DisposeAsync().AsTask().GetAwaiter().GetResult();

    // Pictures are read in the order of their rows, so one group at a time is in memory.
    private void Seek(long row)
    {
        while (row >= _group.Start + _group.Pictures.Length)
        {
            var group = Reader.RowGroups[_group.Index + 1];
            _group = (_group.Index + 1, _group.Start + _group.Pictures.Length, new byte[]?[group.RowCount]);
            if (row < _group.Start + group.RowCount)
            {
                _ = Wait(async () =>
                {
                    await group.ReadAsync(Column, _group.Pictures.AsMemory()!);
                    return true;
                });
            }
        }
    }

    private ParquetReader OpenReader()
    {
        using (var file = Open())
        {
            ParquetCheck.Check(file);
        }

        return Wait(() => ParquetReader.CreateAsync(Path));
    }

    // The library throws all kinds of exceptions for damaged files.
    private static T Wait<T>(Func<Task<T>> read)
    {
        try
        {
            return read().GetAwaiter().GetResult();
        }
        catch (Exception e) when (e is not (FileNotFoundException or DirectoryNotFoundException or UnauthorizedAccessException))
        {
            throw new InvalidDataException($"The file is damaged, or not a Parquet file: {e.Message}", e);
        }
    }
}
