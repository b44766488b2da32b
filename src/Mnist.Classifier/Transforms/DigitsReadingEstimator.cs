using DenseNetworks.ML.MLNet;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace Mnist.Classifier.Transforms;

/// <summary>Makes a <see cref="DigitsReadingTransformer"/>. There is nothing to learn, and no picture is read.</summary>
internal sealed class DigitsReadingEstimator(IHostEnvironment env, DigitsReadingColumns columns) : IEstimator<DigitsReadingTransformer>
{
    private readonly IHost _host = env.Register(nameof(DigitsReadingEstimator));

    public DigitsReadingTransformer Fit(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);
        var transformer = new DigitsReadingTransformer(_host, columns);
        transformer.GetOutputSchema(input.Schema); // an unfit column is refused here, not at the first row
        return transformer;
    }

    public SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        inputSchema.Require(_host, "input", columns.Path, "Text",
            column => column.Kind == SchemaShape.Column.VectorKind.Scalar && column.ItemType == TextDataViewType.Instance);
        return inputSchema.With(
            Vector(columns.Digits, NumberDataViewType.Int32),
            Vector(columns.Rows, NumberDataViewType.Int32),
            Vector(columns.Bounds, NumberDataViewType.Int32),
            Vector(columns.Confidences, NumberDataViewType.Single),
            new SchemaShape.Column(columns.Text, SchemaShape.Column.VectorKind.Scalar, TextDataViewType.Instance, isKey: false));
    }

    private static SchemaShape.Column Vector(string name, DataViewType type) =>
        new(name, SchemaShape.Column.VectorKind.VariableVector, type, isKey: false);
}
