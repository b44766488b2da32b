using DenseNetworks.ML.MLNet;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;
using Mnist.Digits.SavedPipelines;

namespace Mnist.Classifier.Transforms;

/// <summary>Makes a <see cref="PixelNormalizingTransformer"/>. There is nothing to learn: the divisor is always 255.</summary>
internal sealed class PixelNormalizingEstimator(IHostEnvironment env, PixelColumns columns)
    : IEstimator<PixelNormalizingTransformer>
{
    private readonly IHost _host = env.Register(nameof(PixelNormalizingEstimator));

    public PixelNormalizingTransformer Fit(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);
        var transformer = new PixelNormalizingTransformer(_host, columns);
        transformer.GetOutputSchema(input.Schema); // an unfit column is refused here, not at the first row
        return transformer;
    }

    public SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        var input = inputSchema.Require(_host, "input", columns.Input, "a vector of Byte",
            column => column.Kind != SchemaShape.Column.VectorKind.Scalar && !column.IsKey
                && column.ItemType == NumberDataViewType.Byte);
        var annotations = input.Annotations
            .Where(annotation => annotation.Name == AnnotationUtils.Kinds.SlotNames)
            .Append(new SchemaShape.Column(
                AnnotationUtils.Kinds.IsNormalized, SchemaShape.Column.VectorKind.Scalar, BooleanDataViewType.Instance, isKey: false));
        return inputSchema.With(new SchemaShape.Column(
            columns.Output, input.Kind, NumberDataViewType.Single, isKey: false, new SchemaShape(annotations)));
    }
}
