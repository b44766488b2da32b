using DenseNetworks.ML.MLNet;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;
using Mnist.Digits.SavedPipelines;

namespace Mnist.Classifier.Transforms;

/// <summary>Makes a <see cref="DigitImageLoadingTransformer"/>. There is nothing to learn, and no picture is read.</summary>
internal sealed class DigitImageLoadingEstimator : IEstimator<DigitImageLoadingTransformer>
{
    private readonly IHost _host;
    private readonly DigitImageColumns _columns;

    public DigitImageLoadingEstimator(IHostEnvironment env, DigitImageColumns columns)
    {
        _host = env.Register(nameof(DigitImageLoadingEstimator));
        _columns = columns;
    }

    public DigitImageLoadingTransformer Fit(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);
        var transformer = new DigitImageLoadingTransformer(_host, _columns);
        transformer.GetOutputSchema(input.Schema); // an unfit column is refused here, not at the first row
        return transformer;
    }

    public SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        inputSchema.Require(_host, "input", _columns.Path, "Text",
            column => column.Kind == SchemaShape.Column.VectorKind.Scalar && column.ItemType == TextDataViewType.Instance);
        var slotNames = new SchemaShape.Column(
            AnnotationUtils.Kinds.SlotNames, SchemaShape.Column.VectorKind.Vector, TextDataViewType.Instance, isKey: false);
        var pixels = new SchemaShape.Column(
            _columns.Pixels, SchemaShape.Column.VectorKind.Vector, NumberDataViewType.Byte, isKey: false,
            new SchemaShape([slotNames]));
        return _columns.IsBlank is null
            ? inputSchema.With(pixels)
            : inputSchema.With(pixels, new SchemaShape.Column(
                _columns.IsBlank, SchemaShape.Column.VectorKind.Scalar, BooleanDataViewType.Instance, isKey: false));
    }
}
