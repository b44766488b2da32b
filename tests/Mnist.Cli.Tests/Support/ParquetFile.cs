using Mnist.Classifier;
using Parquet;
using Parquet.Schema;

namespace Mnist.Cli.Tests.Support;

/// <summary>A Parquet file of pictures and labels, with the columns that public hubs give it.</summary>
internal static class ParquetFile
{
    public static async Task WriteAsync(string path, int digits)
    {
        var images = MnistDataset.Generate(trainCount: digits, testCount: 1, seed: 4).Train;
        var (bytes, name, label) = (
            new DataField<byte[]>("bytes"), new DataField<string>("path"), new DataField<long?>("label"));
        var schema = new ParquetSchema(new StructField("image", bytes, name), label);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        await using var stream = File.Create(path);
        await using var writer = await ParquetWriter.CreateAsync(schema, stream);
        using var group = writer.CreateRowGroup();
        var rows = Enumerable.Range(0, digits).ToList();
        await group.WriteAsync(schema.DataFields[0], [.. rows.Select(row => DigitPictures.Png(images.GetPixels(row)))]);
        await group.WriteAsync(schema.DataFields[1], [.. rows.Select(row => $"{row}.png")]);
        await group.WriteAsync<long>(schema.DataFields[2], rows.Select(row => (long?)images.GetLabel(row)).ToArray());
    }
}
