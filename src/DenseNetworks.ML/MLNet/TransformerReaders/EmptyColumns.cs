using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace DenseNetworks.ML.MLNet.TransformerReaders;

/// <summary>Creates data without rows, for transformers that learn nothing from rows but require columns.</summary>
internal static class EmptyColumns
{
    /// <summary>Creates data with columns of one type. Duplicate names are ignored.</summary>
    public static EmptyDataView Make(IHostEnvironment env, DataViewType type, IEnumerable<string> names)
    {
        var schema = new DataViewSchema.Builder();
        foreach (var name in names.Distinct())
        {
            schema.AddColumn(name, type);
        }

        return new EmptyDataView(env, schema.ToSchema());
    }
}
