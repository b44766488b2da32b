using Microsoft.ML;
using Microsoft.ML.Data;

namespace DenseNetworks.ML.MLNet;

/// <summary>
/// What a transformer does to one row: some new columns out of one input column. ML.NET's own
/// <see cref="RowToRowMapperTransform"/> makes data views, cursors and rows of it.
/// </summary>
internal abstract class RowMapper(
    ITransformer transformer, int inputColumnIndex, DataViewSchema.DetachedColumn[] outputColumns) : IRowMapper
{
    /// <summary>Gets the columns written.</summary>
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
            return new Delegate?[outputColumns.Length]; // the input column is not active either
        }

        var getters = CreateGetters(input, input.Schema[inputColumnIndex]);
        return getters.Select((getter, index) => activeOutput(index) ? getter : null).ToArray();
    }

    // ML.NET asks a mapper to save itself only for pipelines in its format from before transformers existed.
    void ICanSaveModel.Save(ModelSaveContext ctx) => throw new NotSupportedException(
        $"{transformer.GetType().Name} is saved by mlContext.Model.Save, not inside a data view.");

    /// <summary>
    /// Makes one <see cref="ValueGetter{TValue}"/> per output column, for one row or cursor and so for one thread at a
    /// time.
    /// </summary>
    protected abstract Delegate[] CreateGetters(DataViewRow row, DataViewSchema.Column inputColumn);
}
