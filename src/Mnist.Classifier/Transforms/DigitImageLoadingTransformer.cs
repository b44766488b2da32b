using DenseNetworks.ML.MLNet;
using DenseNetworks.Models;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;
using Mnist.Classifier.Pictures;
using Mnist.Digits.SavedPipelines;

[assembly: LoadableClass(
    typeof(DigitImageLoadingTransformer), null, typeof(SignatureLoadModel),
    "Digit image loading", DigitImageColumns.Kind)]

namespace Mnist.Classifier.Pictures;

/// <summary>
/// Loads pictures of digits in the form of MNIST. Saves and loads with <see cref="ModelOperationsCatalog"/>. Immutable
/// and safe for use from many threads.
/// </summary>
internal sealed class DigitImageLoadingTransformer : ITransformer
{
    private readonly IHost _host;
    private readonly RowMapping _mapping;

    public DigitImageLoadingTransformer(IHostEnvironment env, DigitImageColumns columns)
    {
        _host = env.Register(nameof(DigitImageLoadingTransformer));
        _mapping = new RowMapping(_host, Bind);
        Columns = columns;
    }

    public DigitImageColumns Columns { get; }

    bool ITransformer.IsRowToRowMapper => true;

    /// <summary>Reads a saved transformer. ML.NET finds this method by its name and parameters.</summary>
    public static DigitImageLoadingTransformer Create(IHostEnvironment env, ModelLoadContext ctx)
    {
        ctx.CheckAtModel(GetVersionInfo());
        return Create(env, ctx.Content());
    }

    /// <summary>Makes a transformer of what one saved.</summary>
    public static DigitImageLoadingTransformer Create(IHostEnvironment env, StepContent content) =>
        new(env, DigitImageColumns.Read(content));

    public DataViewSchema GetOutputSchema(DataViewSchema inputSchema) => _mapping.GetOutputSchema(inputSchema);

    public IDataView Transform(IDataView input) => _mapping.Transform(input);

    IRowToRowMapper ITransformer.GetRowToRowMapper(DataViewSchema inputSchema) => _mapping.GetRowToRowMapper(inputSchema);

    // *** Binary format ***
    // string id: column of pixels
    // string id: column of paths
    // string id: folder, or null
    // string id: column of blanks, or null
    void ICanSaveModel.Save(ModelSaveContext ctx)
    {
        ctx.CheckAtModel();
        ctx.SetVersionInfo(GetVersionInfo());
        ctx.SaveNonEmptyString(Columns.Pixels);
        ctx.SaveNonEmptyString(Columns.Path);
        ctx.SaveStringOrNull(Columns.Folder);
        ctx.SaveStringOrNull(Columns.IsBlank);
    }

    private DigitImageLoadingMapper Bind(DataViewSchema schema)
    {
        var path = schema.Require(_host, "input", Columns.Path, "Text", type => type == TextDataViewType.Instance);
        return new DigitImageLoadingMapper(this, path);
    }

    private static VersionInfo GetVersionInfo() => DigitImageColumns.Format.ToVersionInfo(typeof(DigitImageLoadingTransformer));
}
