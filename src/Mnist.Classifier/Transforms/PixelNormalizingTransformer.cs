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
    typeof(PixelNormalizingTransformer), null, typeof(SignatureLoadModel),
    "Pixel normalization", PixelColumns.Kind)]

namespace Mnist.Classifier.Transforms;

/// <summary>
/// Divides pixels by 255: bytes from 0 to 255 become floats from 0 to 1. Saves and loads with
/// <see cref="ModelOperationsCatalog"/>. Immutable and safe for use from many threads.
/// </summary>
internal sealed class PixelNormalizingTransformer : ITransformer
{
    private readonly IHost _host;
    private readonly RowMapping _mapping;

    public PixelNormalizingTransformer(IHostEnvironment env, PixelColumns columns)
    {
        _host = env.Register(nameof(PixelNormalizingTransformer));
        _mapping = new RowMapping(_host, Bind);
        Columns = columns;
    }

    public PixelColumns Columns { get; }

    bool ITransformer.IsRowToRowMapper => true;

    /// <summary>Reads a saved transformer. ML.NET finds this method by its name and parameters.</summary>
    public static PixelNormalizingTransformer Create(IHostEnvironment env, ModelLoadContext ctx)
    {
        ctx.CheckAtModel(GetVersionInfo());
        return Create(env, ctx.Content());
    }

    public static PixelNormalizingTransformer Create(IHostEnvironment env, StepContent content) =>
        new(env, PixelColumns.Read(content));

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
        ctx.SaveNonEmptyString(Columns.Output);
        ctx.SaveNonEmptyString(Columns.Input);
    }

    private Mapper Bind(DataViewSchema schema)
    {
        var input = schema.Require(_host, "input", Columns.Input, "a vector of Byte",
            type => type is VectorDataViewType { ItemType: NumberDataViewType { RawType: var raw } } && raw == typeof(byte));
        return new Mapper(this, input);
    }

    private static VersionInfo GetVersionInfo() => PixelColumns.Format.ToVersionInfo(typeof(PixelNormalizingTransformer));

    private sealed class Mapper(PixelNormalizingTransformer transformer, DataViewSchema.Column input)
        : RowMapper(transformer, input.Index, [MakeOutputColumn(transformer.Columns.Output, input)]), ISaveAsOnnx
    {
        bool ICanSaveOnnx.CanSaveOnnx(OnnxContext ctx) => true;

        // What mlContext.Model.ConvertToOnnx makes of it.
        void ISaveAsOnnx.SaveAsOnnx(OnnxContext ctx)
        {
            if (!ctx.ContainsColumn(transformer.Columns.Input))
            {
                return; // a step before could not be converted, which the converter complains of
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
                    pixels.GetIndices().CopyTo(editor.Indices); // zero stays zero: a sparse row stays sparse
                }

                features = editor.Commit();
            }
        }

        private static DataViewSchema.DetachedColumn MakeOutputColumn(string name, DataViewSchema.Column input)
        {
            var annotations = new DataViewSchema.Annotations.Builder();
            annotations.Add(input.Annotations, annotation => annotation == AnnotationUtils.Kinds.SlotNames);
            annotations.Add(AnnotationUtils.Kinds.IsNormalized, BooleanDataViewType.Instance, (ref bool value) => value = true);
            var type = (VectorDataViewType)input.Type;
            return new(name, new VectorDataViewType(NumberDataViewType.Single, type.Dimensions.ToArray()), annotations.ToAnnotations());
        }
    }
}
