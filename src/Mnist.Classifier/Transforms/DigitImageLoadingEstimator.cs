using DenseNetworks.ML.MLNet;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;
using Mnist.Digits.SavedPipelines;

namespace Mnist.Classifier.Transforms;

/// <summary>Makes a <see cref="DigitImageLoadingTransformer"/>. There is nothing to learn, and no picture is read.</summary>
internal sealed class DigitImageLoadingEstimator(IHostEnvironment env, DigitImageColumns columns)
    : IEstimator<DigitImageLoadingTransformer>
{
    private readonly IHost _host = env.Register(nameof(DigitImageLoadingEstimator));

    public DigitImageLoadingTransformer Fit(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);
        var transformer = new DigitImageLoadingTransformer(_host, columns);
        transformer.GetOutputSchema(input.Schema); // an unfit column is refused here, not at the first row
        return transformer;
    }

    public SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        inputSchema.Require(_host, "input", columns.Path, "Text",
            column => column.Kind == SchemaShape.Column.VectorKind.Scalar && column.ItemType == TextDataViewType.Instance);
        var slotNames = new SchemaShape.Column(
            AnnotationUtils.Kinds.SlotNames, SchemaShape.Column.VectorKind.Vector, TextDataViewType.Instance, isKey: false);
        var pixels = new SchemaShape.Column(
            columns.Pixels, SchemaShape.Column.VectorKind.Vector, NumberDataViewType.Byte, isKey: false,
            new SchemaShape([slotNames]));
        return columns.IsBlank is null
            ? inputSchema.With(pixels)
            : inputSchema.With(pixels, new SchemaShape.Column(
                columns.IsBlank, SchemaShape.Column.VectorKind.Scalar, BooleanDataViewType.Instance, isKey: false));
    }
}
