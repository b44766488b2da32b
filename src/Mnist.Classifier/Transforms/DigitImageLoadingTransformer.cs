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
    typeof(DigitImageLoadingTransformer), null, typeof(SignatureLoadModel), "Digit image loading", DigitImageColumns.Kind)]

namespace Mnist.Classifier.Transforms;

/// <summary>Loads pictures of digits in the form of MNIST.</summary>
internal sealed class DigitImageLoadingTransformer(IHostEnvironment env, DigitImageColumns columns)
    : ColumnTransformer(env, DigitImageColumns.Format)
{
    public DigitImageColumns Columns => columns;

    /// <summary>Reads a saved transformer. ML.NET finds this method by its name and parameters.</summary>
    public static DigitImageLoadingTransformer Create(IHostEnvironment env, ModelLoadContext ctx)
    {
        ctx.CheckAtModel(DigitImageColumns.Format.ToVersionInfo(typeof(DigitImageLoadingTransformer)));
        return Create(env, ctx.Content());
    }

    public static DigitImageLoadingTransformer Create(IHostEnvironment env, StepContent content) =>
        new(env, DigitImageColumns.Read(content));

    public override SchemaShape GetOutputShape(SchemaShape inputShape)
    {
        PictureRow.RequirePath(inputShape, Host, columns.Path);
        var slotNames = new SchemaShape.Column(
            AnnotationUtils.Kinds.SlotNames, SchemaShape.Column.VectorKind.Vector, TextDataViewType.Instance, isKey: false);
        var pixels = new SchemaShape.Column(
            columns.Pixels, SchemaShape.Column.VectorKind.Vector, NumberDataViewType.Byte, isKey: false, new([slotNames]));
        return columns.IsBlank is null
            ? inputShape.With(pixels)
            : inputShape.With(pixels, new SchemaShape.Column(
                columns.IsBlank, SchemaShape.Column.VectorKind.Scalar, BooleanDataViewType.Instance, isKey: false));
    }

    // *** Binary format ***
    // string id: column of pixels
    // string id: column of paths
    // string id: folder, or null
    // string id: column of blanks, or null
    protected override void SaveColumns(ModelSaveContext ctx)
    {
        ctx.SaveNonEmptyString(columns.Pixels);
        ctx.SaveNonEmptyString(columns.Path);
        ctx.SaveStringOrNull(columns.Folder);
        ctx.SaveStringOrNull(columns.IsBlank);
    }

    protected override RowMapper Bind(DataViewSchema schema) =>
        new Mapper(this, PictureRow.RequirePath(schema, Host, columns.Path));

    private sealed class Mapper(DigitImageLoadingTransformer transformer, DataViewSchema.Column path)
        : RowMapper(transformer, path.Index, MakeOutputColumns(transformer.Columns))
    {
        protected override Delegate[] CreateGetters(DataViewRow row, DataViewSchema.Column inputColumn)
        {
            var picture = new PictureRow<DigitImage>(row, inputColumn, transformer.Columns.Folder, DigitImage.Load);
            Delegate getPixels = (ValueGetter<VBuffer<byte>>)GetPixels;
            return transformer.Columns.IsBlank is null
                ? [getPixels]
                : [getPixels, (ValueGetter<bool>)((ref bool isBlank) => isBlank = picture.Load().IsBlank)];

            void GetPixels(ref VBuffer<byte> destination)
            {
                var pixels = picture.Load().Pixels;
                var editor = VBufferEditor.Create(ref destination, pixels.Length);
                pixels.CopyTo(editor.Values);
                destination = editor.Commit();
            }
        }

        // The slot names are those of labelled images, so that a model works with pixels of either source.
        private static DataViewSchema.DetachedColumn[] MakeOutputColumns(DigitImageColumns columns)
        {
            var pixels = new DataViewSchema.DetachedColumn(
                columns.Pixels, new VectorDataViewType(NumberDataViewType.Byte, SizeNormalization.PixelCount),
                PixelSlotNames.Annotate(SizeNormalization.Side, SizeNormalization.Side));
            return columns.IsBlank is null
                ? [pixels]
                : [pixels, new DataViewSchema.DetachedColumn(columns.IsBlank, BooleanDataViewType.Instance)];
        }
    }
}
