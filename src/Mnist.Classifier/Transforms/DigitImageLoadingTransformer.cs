using DenseNetworks.ML.MLNet;
using DenseNetworks.Models;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;
using Mnist.Classifier.Transforms;
using Mnist.Digits;
using Mnist.Digits.Normalization;
using Mnist.Digits.SavedPipelines;

[assembly: LoadableClass(
    typeof(DigitImageLoadingTransformer), null, typeof(SignatureLoadModel),
    "Digit image loading", DigitImageColumns.Kind)]

namespace Mnist.Classifier.Transforms;

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

    private Mapper Bind(DataViewSchema schema)
    {
        var path = schema.Require(_host, "input", Columns.Path, "Text", type => type == TextDataViewType.Instance);
        return new Mapper(this, path);
    }

    private static VersionInfo GetVersionInfo() => DigitImageColumns.Format.ToVersionInfo(typeof(DigitImageLoadingTransformer));

    private sealed class Mapper(DigitImageLoadingTransformer transformer, DataViewSchema.Column path)
        : RowMapper(transformer, path.Index, MakeOutputColumns(transformer.Columns))
    {
        protected override Delegate[] CreateGetters(DataViewRow row, DataViewSchema.Column inputColumn)
        {
            var loader = new RowLoader(new PictureRow<DigitImage>(
                row, inputColumn, transformer.Columns.Path, transformer.Columns.Folder, DigitImage.Load));
            Delegate getPixels = (ValueGetter<VBuffer<byte>>)loader.GetPixels;
            return transformer.Columns.IsBlank is null ? [getPixels] : [getPixels, (ValueGetter<bool>)loader.GetIsBlank];
        }

        private static DataViewSchema.DetachedColumn[] MakeOutputColumns(DigitImageColumns columns)
        {
            // The names are those of labelled images, so that a model does not care where its pixels come from.
            var pixels = new DataViewSchema.DetachedColumn(
                columns.Pixels,
                new VectorDataViewType(NumberDataViewType.Byte, SizeNormalization.PixelCount),
                PixelSlotNames.Annotate(SizeNormalization.Side, SizeNormalization.Side));
            return columns.IsBlank is null
                ? [pixels]
                : [pixels, new DataViewSchema.DetachedColumn(columns.IsBlank, BooleanDataViewType.Instance)];
        }

        private sealed class RowLoader(PictureRow<DigitImage> picture)
        {
            public void GetPixels(ref VBuffer<byte> destination)
            {
                var pixels = picture.Load().Pixels;
                var editor = VBufferEditor.Create(ref destination, pixels.Length);
                pixels.CopyTo(editor.Values);
                destination = editor.Commit();
            }

            public void GetIsBlank(ref bool destination) => destination = picture.Load().IsBlank;
        }
    }
}
