using DenseNetworks.ML.MLNet;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;
using Mnist.Classifier.Pixels;

[assembly: LoadableClass(
    typeof(PixelNormalizingTransformer), null, typeof(SignatureLoadModel),
    "Pixel normalization", PixelNormalizingTransformer.LoaderSignature)]

namespace Mnist.Classifier.Pixels;

/// <summary>
/// Divides pixels by 255: bytes from 0 to 255 become floats from 0 to 1. Saves and loads with
/// <see cref="ModelOperationsCatalog"/>. Immutable and safe for use from many threads.
/// </summary>
internal sealed class PixelNormalizingTransformer : ITransformer
{
    public const string LoaderSignature = "PixelNormalizing";

    private readonly IHost _host;
    private readonly RowMapping _mapping;

    public PixelNormalizingTransformer(IHostEnvironment env, string outputColumnName, string inputColumnName)
    {
        _host = env.Register(nameof(PixelNormalizingTransformer));
        _mapping = new RowMapping(_host, Bind);
        OutputColumnName = outputColumnName;
        InputColumnName = inputColumnName;
    }

    public string OutputColumnName { get; }

    public string InputColumnName { get; }

    bool ITransformer.IsRowToRowMapper => true;

    /// <summary>Reads a saved transformer. ML.NET finds this method by its name and parameters.</summary>
    public static PixelNormalizingTransformer Create(IHostEnvironment env, ModelLoadContext ctx)
    {
        ctx.CheckAtModel(GetVersionInfo());
        return new PixelNormalizingTransformer(env, ctx.LoadNonEmptyString(), ctx.LoadNonEmptyString());
    }

    public DataViewSchema GetOutputSchema(DataViewSchema inputSchema) => _mapping.GetOutputSchema(inputSchema);

    public IDataView Transform(IDataView input) => _mapping.Transform(input);

    IRowToRowMapper ITransformer.GetRowToRowMapper(DataViewSchema inputSchema) => _mapping.GetRowToRowMapper(inputSchema);

    // *** Binary format ***
    // string id: output column
    // string id: input column
    void ICanSaveModel.Save(ModelSaveContext ctx)
    {
        ctx.CheckAtModel();
        ctx.SetVersionInfo(GetVersionInfo());
        ctx.SaveNonEmptyString(OutputColumnName);
        ctx.SaveNonEmptyString(InputColumnName);
    }

    private PixelNormalizingMapper Bind(DataViewSchema schema)
    {
        var input = schema.Require(_host, "input", InputColumnName, "a vector of Byte",
            type => type is VectorDataViewType { ItemType: NumberDataViewType { RawType: var raw } } && raw == typeof(byte));
        return new PixelNormalizingMapper(this, input);
    }

    private static VersionInfo GetVersionInfo() => new(
        modelSignature: "PIXLNORM",
        verWrittenCur: 0x00010001, // Initial
        verReadableCur: 0x00010001,
        verWeCanReadBack: 0x00010001,
        loaderSignature: LoaderSignature,
        loaderAssemblyName: typeof(PixelNormalizingTransformer).Assembly.FullName);
}
