using System.IO.Compression;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace DenseNetworks.ML.MLNet;

/// <summary>
/// Writes transformers to a zip as <see cref="ModelOperationsCatalog.Save(ITransformer, DataViewSchema, Stream)"/> does, with
/// the writer of ML.NET, but without its folder of temporary files, which a killed process leaves behind, and without
/// timestamps: the same model always gives the same bytes.
/// </summary>
internal static class TransformerChainWriter
{
    /// <summary>The timestamp of every entry: the earliest that a zip can store.</summary>
    public static readonly DateTimeOffset NoTime = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private const string ChainDirectory = "TransformerChain";
    private const string SchemaEntry = "Schema";

    /// <summary>Writes a zip, with the columns of the input if they are known.</summary>
    public static MemoryStream Write(MLContext context, ITransformer transformer, DataViewSchema? inputSchema)
    {
        // ML.NET ignores errors when it closes the zip. They cannot occur in memory, but could on a full disk.
        var zip = new MemoryStream();
        using (var repository = RepositoryWriter.CreateNew(zip, context, useFileSystem: false))
        {
            ModelSaveContext.SaveModel(repository, transformer, ChainDirectory);
            if (inputSchema is not null)
            {
                using var entry = repository.CreateEntry(SchemaEntry);
                context.Data.SaveAsBinary(new EmptyDataView(context, inputSchema), entry.Stream, keepHidden: true);
            }

            repository.Commit();
        }

        RemoveTimes(zip);
        return zip;
    }

    private static void RemoveTimes(MemoryStream zip)
    {
        zip.Position = 0;
        using var archive = new ZipArchive(zip, ZipArchiveMode.Update, leaveOpen: true);
        foreach (var entry in archive.Entries)
        {
            entry.LastWriteTime = NoTime;
        }
    }
}
