using Microsoft.ML;
using Microsoft.ML.Data;

namespace DenseNetworks.ML.MLNet;

/// <summary>
/// Maps an input column of a row to new columns. <see cref="RowToRowMapperTransform"/> of ML.NET turns it into data views,
/// cursors and rows.
/// </summary>
internal abstract class RowMapper(
    ITransformer transformer, int inputColumnIndex, DataViewSchema.DetachedColumn[] outputColumns) : IRowMapper
{
    protected IReadOnlyList<DataViewSchema.DetachedColumn> OutputColumns => outputColumns;

    DataViewSchema.DetachedColumn[] IRowMapper.GetOutputColumns() => outputColumns;

    ITransformer IRowMapper.GetTransformer() => transformer;

    Func<int, bool> IRowMapper.GetDependencies(Func<int, bool> activeOutput)
    {
        var anyActive = Enumerable.Range(0, outputColumns.Length).Any(activeOutput);
        return column => anyActive && column == inputColumnIndex;
    }

    Delegate?[] IRowMapper.CreateGetters(DataViewRow input, Func<int, bool> activeOutput, out Action? disposer)
    {
        disposer = null;
        if (!Enumerable.Range(0, outputColumns.Length).Any(activeOutput))
        {
            return new Delegate?[outputColumns.Length]; // the input column is inactive too
        }

        var getters = CreateGetters(input, input.Schema[inputColumnIndex]);
        return getters.Select((getter, index) => activeOutput(index) ? getter : null).ToArray();
    }

    // ML.NET saves mappers only in pipelines of its format from before transformers existed.
    void ICanSaveModel.Save(ModelSaveContext ctx) => throw new NotSupportedException(
        $"{transformer.GetType().Name} is saved with mlContext.Model.Save, not as part of a data view.");

    /// <summary>
    /// Creates one <see cref="ValueGetter{TValue}"/> per output column, for one row or cursor. The getters are not thread-safe.
    /// </summary>
    protected abstract Delegate[] CreateGetters(DataViewRow row, DataViewSchema.Column inputColumn);
}
