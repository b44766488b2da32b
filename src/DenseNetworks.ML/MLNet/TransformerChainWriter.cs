using System.IO.Compression;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace DenseNetworks.ML.MLNet;

/// <summary>
/// Writes transformers to a zip as <see cref="ModelOperationsCatalog.Save(ITransformer, DataViewSchema, Stream)"/> does, by
/// ML.NET's own writer, but without its folder of temporary files, which a process that is killed leaves behind, and
/// without the time of day: one model always gives the same bytes.
/// </summary>
internal static class TransformerChainWriter
{
    /// <summary>The time of every entry: the first that a zip can name.</summary>
    public static readonly DateTimeOffset NoTime = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private const string ChainDirectory = "TransformerChain";
    private const string SchemaEntry = "Schema";

    /// <summary>Writes a zip, with the input's columns where they are known.</summary>
    public static MemoryStream Write(MLContext context, ITransformer transformer, DataViewSchema? inputSchema)
    {
        // ML.NET passes over what goes wrong when it closes the zip. In memory nothing does; on a full disk it would.
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
