using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace DenseNetworks.ML.MLNet;

/// <summary>
/// The members of <see cref="ITransformer"/> for a transformer that maps row to row. ML.NET's base classes that have
/// them cannot be derived from outside.
/// </summary>
internal sealed class RowMapping(IHost host, Func<DataViewSchema, RowMapper> bind)
{
    public DataViewSchema GetOutputSchema(DataViewSchema inputSchema)
    {
        ArgumentNullException.ThrowIfNull(inputSchema);
        return RowToRowMapperTransform.GetOutputSchema(inputSchema, bind(inputSchema));
    }

    public IDataView Transform(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);
        return new RowToRowMapperTransform(host, input, bind(input.Schema), bind);
    }

    public IRowToRowMapper GetRowToRowMapper(DataViewSchema inputSchema)
    {
        ArgumentNullException.ThrowIfNull(inputSchema);
        return new RowToRowMapperTransform(host, new EmptyDataView(host, inputSchema), bind(inputSchema), bind);
    }
}
