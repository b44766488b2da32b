using Mnist.Classifier;
using Mnist.Digits;
using Parquet;
using Parquet.Schema;

namespace Mnist.Cli.Data;

/// <summary>
/// Digits in Parquet files as public hubs have them: a column <c>image.bytes</c> with a picture file in each row, and a column
/// <c>label</c>. Files with "test" in their names have the test images.
/// </summary>
internal static class ParquetDigits
{
    private const int PixelCount = 28 * 28;
    private const string Extension = ".parquet";

    /// <summary>Finds the files: a single one, or those in a folder and its sub-folders.</summary>
    public static IReadOnlyList<string> Find(string path) =>
        File.Exists(path) ? (IsParquet(path) ? [path] : [])
        : !Directory.Exists(path) ? []
        : [.. Directory.EnumerateFiles(
                path, "*" + Extension, new EnumerationOptions { RecurseSubdirectories = true, MaxRecursionDepth = 1 })
            .Where(IsParquet).Order(StringComparer.Ordinal)];

    /// <summary>Reads the files.</summary>
    /// <exception cref="InvalidDataException">A file is damaged or has other columns. The message says which.</exception>
    /// <exception cref="InvalidOperationException">There are too few images to set some aside.</exception>
    public static MnistDataset Load(string path, IReadOnlyList<string> files, CancellationToken cancellationToken)
    {
        var isTest = files.ToLookup(file => Path.GetFileName(file).Contains("test", StringComparison.OrdinalIgnoreCase));
        var train = Read(path, [.. isTest[false]], cancellationToken);
        if (isTest[true].Any())
        {
            return new MnistDataset(train, Read(path, [.. isTest[true]], cancellationToken), $"Parquet files from {path}");
        }

        var (learned, tested) = train.Split(new MnistLoadOptions().TestFraction);
        return new MnistDataset(learned, tested, $"Parquet files from {path}, of which 20 % are set aside to test");
    }

    private static bool IsParquet(string path) => path.EndsWith(Extension, StringComparison.OrdinalIgnoreCase);

    private static LabeledImages Read(string folder, IReadOnlyList<string> files, CancellationToken cancellationToken)
    {
        var pixels = new MemoryStream();
        var labels = new MemoryStream();
        foreach (var file in files)
        {
            ReadAsync(file, pixels, labels, cancellationToken).GetAwaiter().GetResult();
        }

        return labels.Length > 0
            ? new LabeledImages(pixels.ToArray(), labels.ToArray(), 28, 28, 10)
            : throw new InvalidDataException($"'{folder}' has no Parquet file with training images: those with 'test' in " +
                "their names have test images.");
    }

    private static async Task ReadAsync(string file, Stream pixels, Stream labels, CancellationToken cancellationToken)
    {
        try
        {
            await using var stream = File.OpenRead(file);
            Check(file, stream);
            await using var reader = await ParquetReader.CreateAsync(stream, cancellationToken: cancellationToken);
            var images = Field(file, reader.Schema, typeof(ReadOnlyMemory<byte>), "image.bytes");
            var classes = Field(file, reader.Schema, typeof(long), "label");
            for (var group = 0; group < reader.RowGroupCount; group++)
            {
                using var rows = reader.OpenRowGroupReader(group);
                var pictures = new byte[]?[rows.RowCount];
                await rows.ReadAsync(images, pictures!, cancellationToken: cancellationToken);
                Write(file, pictures, await ReadLabelsAsync(rows, classes, cancellationToken), pixels, labels);
            }
        }
        catch (Exception e) when (e is not (InvalidDataException or FileNotFoundException or UnauthorizedAccessException
            or OutOfMemoryException or OperationCanceledException))
        {
            // The library throws all kinds of exceptions for damaged files.
            throw new InvalidDataException($"'{file}' is not a readable Parquet file of digits: {e.Message}", e);
        }
    }

    private static void Check(string file, Stream stream)
    {
        try
        {
            ParquetCheck.Check(stream);
        }
        catch (InvalidDataException e)
        {
            throw new InvalidDataException($"'{file}' is not a readable Parquet file of digits: {e.Message}", e);
        }
    }

    private static async Task<long?[]> ReadLabelsAsync(
        ParquetRowGroupReader rows, DataField field, CancellationToken cancellationToken)
    {
        var labels = new long?[rows.RowCount];
        if (field.IsNullable)
        {
            await rows.ReadAsync<long>(field, labels, cancellationToken: cancellationToken);
            return labels;
        }

        var values = new long[rows.RowCount];
        await rows.ReadAsync<long>(field, values, cancellationToken: cancellationToken);
        return Array.ConvertAll(values, value => (long?)value);
    }

    private static DataField Field(string file, ParquetSchema schema, Type type, string path) =>
        Array.Find(schema.DataFields, field => string.Join('.', field.Path.ToList()) == path && field.ClrType == type)
            ?? throw new InvalidDataException(
                $"'{file}' has no column '{path}' of {(type == typeof(long) ? "whole numbers" : "bytes")}; it has " +
                $"{string.Join(", ", schema.DataFields.Select(field => string.Join('.', field.Path.ToList())))}. Such files " +
                "have a picture in each row, image.bytes, and its digit, label.");

    private static void Write(string file, byte[]?[] pictures, long?[] digits, Stream pixels, Stream labels)
    {
        var rows = new byte[pictures.Length * PixelCount];
        try
        {
            Parallel.For(0, pictures.Length, row => Picture(file, row, pictures[row]).CopyTo(rows.AsSpan(row * PixelCount)));
        }
        catch (AggregateException e) when (e.InnerException is InvalidDataException damaged)
        {
            throw new InvalidDataException(damaged.Message, e);
        }

        pixels.Write(rows);
        foreach (var (row, digit) in digits.Index())
        {
            labels.WriteByte(digit is >= 0 and <= 9 ? (byte)digit : throw new InvalidDataException(
                $"'{file}', row {row + 1} of a group: the label is " +
                $"{digit?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "missing"}, not 0 to 9."));
        }
    }

    private static ReadOnlySpan<byte> Picture(string file, int row, byte[]? picture)
    {
        try
        {
            using var stream = new MemoryStream(picture ?? []);
            return DigitImage.Load(stream).Pixels.ToArray();
        }
        catch (InvalidDataException e)
        {
            throw new InvalidDataException($"'{file}', row {row + 1} of a group: {e.Message}", e);
        }
    }
}
