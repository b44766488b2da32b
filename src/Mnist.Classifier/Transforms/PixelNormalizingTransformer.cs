using DenseNetworks.ML.MLNet;
using DenseNetworks.Models;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Model.OnnxConverter;
using Microsoft.ML.Runtime;
using Mnist.Classifier.Transforms;
using Mnist.Digits;
using Mnist.Digits.SavedPipelines;

[assembly: LoadableClass(
    typeof(PixelNormalizingTransformer), null, typeof(SignatureLoadModel), "Pixel normalization", PixelColumns.Kind)]

namespace Mnist.Classifier.Transforms;

/// <summary>Divides pixels by 255: bytes from 0 to 255 become floats from 0 to 1.</summary>
internal sealed class PixelNormalizingTransformer(IHostEnvironment env, PixelColumns columns)
    : ColumnTransformer(env, PixelColumns.Format)
{
    public PixelColumns Columns => columns;

    /// <summary>Reads a saved transformer. ML.NET finds this method by its name and parameters.</summary>
    public static PixelNormalizingTransformer Create(IHostEnvironment env, ModelLoadContext ctx)
    {
        ctx.CheckAtModel(PixelColumns.Format.ToVersionInfo(typeof(PixelNormalizingTransformer)));
        return Create(env, ctx.Content());
    }

    public static PixelNormalizingTransformer Create(IHostEnvironment env, StepContent content) =>
        new(env, PixelColumns.Read(content));

    public override SchemaShape GetOutputShape(SchemaShape inputShape)
    {
        var input = inputShape.Require(Host, "input", columns.Input, "a vector of Byte", column =>
            column.Kind != SchemaShape.Column.VectorKind.Scalar && !column.IsKey && column.ItemType == NumberDataViewType.Byte);
        var annotations = input.Annotations
            .Where(annotation => annotation.Name == AnnotationUtils.Kinds.SlotNames)
            .Append(new(
                AnnotationUtils.Kinds.IsNormalized, SchemaShape.Column.VectorKind.Scalar, BooleanDataViewType.Instance,
                isKey: false));
        return inputShape.With(
            new SchemaShape.Column(columns.Output, input.Kind, NumberDataViewType.Single, isKey: false, new(annotations)));
    }

    // *** Binary format ***
    // string id: output column
    // string id: input column
    protected override void SaveColumns(ModelSaveContext ctx)
    {
        ctx.SaveNonEmptyString(columns.Output);
        ctx.SaveNonEmptyString(columns.Input);
    }

    protected override RowMapper Bind(DataViewSchema schema) => new Mapper(this, schema.Require(
        Host, "input", columns.Input, "a vector of Byte",
        type => type is VectorDataViewType { ItemType: NumberDataViewType { RawType: var raw } } && raw == typeof(byte)));

    private sealed class Mapper(PixelNormalizingTransformer transformer, DataViewSchema.Column input)
        : RowMapper(transformer, input.Index, [MakeOutputColumn(transformer.Columns.Output, input)]), ISaveAsOnnx
    {
        bool ICanSaveOnnx.CanSaveOnnx(OnnxContext ctx) => true;

        // For mlContext.Model.ConvertToOnnx.
        void ISaveAsOnnx.SaveAsOnnx(OnnxContext ctx)
        {
            if (!ctx.ContainsColumn(transformer.Columns.Input))
            {
                return; // a step before could not be converted, which the converter reports
            }

            var (pixels, type) = (ctx.GetVariableName(transformer.Columns.Input), OutputColumns[0].Type);
            var floats = ctx.AddIntermediateVariable(type, "FloatPixels", skip: true);
            ctx.CreateNode("Cast", pixels, floats, ctx.GetNodeName("Cast"), "").AddAttribute("to", typeof(float));
            var divisor = ctx.AddInitializer(PixelScale.LargestPixel, "PixelDivisor");
            var features = ctx.AddIntermediateVariable(type, transformer.Columns.Output);
            ctx.CreateNode("Div", [floats, divisor], [features], ctx.GetNodeName("Div"), "");
        }

        protected override Delegate[] CreateGetters(DataViewRow row, DataViewSchema.Column inputColumn)
        {
            var getPixels = row.GetGetter<VBuffer<byte>>(inputColumn);
            VBuffer<byte> pixels = default;
            return [(ValueGetter<VBuffer<float>>)GetFeatures];

            void GetFeatures(ref VBuffer<float> features)
            {
                getPixels(ref pixels);
                var values = pixels.GetValues();
                var editor = VBufferEditor.Create(ref features, pixels.Length, values.Length);
                PixelScale.ToFeatures(values, editor.Values);
                if (!pixels.IsDense)
                {
                    pixels.GetIndices().CopyTo(editor.Indices); // zero stays zero, so a sparse row stays sparse
                }

                features = editor.Commit();
            }
        }

        private static DataViewSchema.DetachedColumn MakeOutputColumn(string name, DataViewSchema.Column input)
        {
            var annotations = new DataViewSchema.Annotations.Builder();
            annotations.Add(input.Annotations, annotation => annotation == AnnotationUtils.Kinds.SlotNames);
            annotations.Add(AnnotationUtils.Kinds.IsNormalized, BooleanDataViewType.Instance, (ref bool value) => value = true);
            var type = new VectorDataViewType(NumberDataViewType.Single, ((VectorDataViewType)input.Type).Dimensions.ToArray());
            return new(name, type, annotations.ToAnnotations());
        }
    }
}
