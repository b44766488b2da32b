using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace DenseNetworks.ML.MLNet;

/// <summary>
/// Implements the members of <see cref="ITransformer"/> for a transformer that maps rows to rows. The base classes of ML.NET
/// that do so cannot be derived from outside ML.NET.
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
