using DenseNetworks.ML.MLNet;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace DenseNetworks.ML.Scoring;

/// <summary>Scores rows: together if they were read ahead; otherwise, one by one.</summary>
internal sealed partial class DenseNetworkMapper(
    DenseNetworkTransformer transformer, DataViewSchema.Column features, DataViewSchema.DetachedColumn[] outputColumns)
    : RowMapper(transformer, features.Index, outputColumns)
{
    protected override Delegate[] CreateGetters(DataViewRow row, DataViewSchema.Column inputColumn)
    {
        RowScores scores = row is ReadAheadCursor cursor
            ? new BlockScores(transformer.Network, cursor, inputColumn)
            : new SingleScores(transformer.Network, row, row.GetGetter<VBuffer<float>>(inputColumn));
        return [(ValueGetter<uint>)scores.GetPredictedLabel, (ValueGetter<VBuffer<float>>)scores.GetScore];
    }
}
