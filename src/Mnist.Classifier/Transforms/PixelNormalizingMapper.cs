using DenseNetworks.ML.MLNet;
using Microsoft.ML;
using Microsoft.ML.Data;
using Mnist.Digits;

namespace Mnist.Classifier.Pixels;

/// <summary>Divides the pixels of one row by 255.</summary>
internal sealed class PixelNormalizingMapper(PixelNormalizingTransformer transformer, DataViewSchema.Column input)
    : RowMapper(transformer, input.Index, [MakeOutputColumn(transformer.Columns.Output, input)])
{
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
