using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace DenseNetworks.ML.MLNet.TransformerReaders;

/// <summary>Makes data without rows, for steps that learn nothing from rows but ask for their columns.</summary>
internal static class EmptyColumns
{
    /// <param name="env">The environment of the step.</param>
    /// <param name="type">The type of every column.</param>
    /// <param name="names">The columns. A name that is there twice is one.</param>
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
