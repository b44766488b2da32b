using DenseNetworks.ML.MLNet;
using DenseNetworks.Models;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace Mnist.Classifier.Transforms;

/// <summary>
/// A transformer that makes columns of one other, row by row, and that saves their names alone. Immutable and thread-safe.
/// </summary>
internal abstract class ColumnTransformer : ITransformer
{
    private readonly StepFormat _format;
    private readonly RowMapping _mapping;

    protected ColumnTransformer(IHostEnvironment env, StepFormat format)
    {
        _format = format;
        Host = env.Register(GetType().Name);
        _mapping = new RowMapping(Host, Bind);
    }

    bool ITransformer.IsRowToRowMapper => true;

    protected IHost Host { get; }

    public DataViewSchema GetOutputSchema(DataViewSchema inputSchema) => _mapping.GetOutputSchema(inputSchema);

    public IDataView Transform(IDataView input) => _mapping.Transform(input);

    /// <summary>Returns the schema that an estimator promises for an input schema.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The input column is missing or of another type.</exception>
    public abstract SchemaShape GetOutputShape(SchemaShape inputShape);

    IRowToRowMapper ITransformer.GetRowToRowMapper(DataViewSchema inputSchema) => _mapping.GetRowToRowMapper(inputSchema);

    void ICanSaveModel.Save(ModelSaveContext ctx)
    {
        ctx.CheckAtModel();
        ctx.SetVersionInfo(_format.ToVersionInfo(GetType()));
        SaveColumns(ctx);
    }

    protected abstract RowMapper Bind(DataViewSchema schema);

    protected abstract void SaveColumns(ModelSaveContext ctx);
}

/// <summary>Fits a transformer that has nothing to learn. No row is read.</summary>
internal sealed class ColumnEstimator(ColumnTransformer transformer) : IEstimator<ColumnTransformer>
{
    public ColumnTransformer Fit(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);
        transformer.GetOutputSchema(input.Schema); // an unsuitable column is rejected here, not at the first row
        return transformer;
    }

    public SchemaShape GetOutputSchema(SchemaShape inputSchema) => transformer.GetOutputShape(inputSchema);
}
