namespace DenseNetworks.ML.Training;

/// <summary>How large features are.</summary>
internal static class FeatureMagnitudes
{
    private const int SampledRows = 1_000;

    /// <summary>Measures the mean square of each feature, over 1,000 rows at most, evenly spread.</summary>
    /// <param name="rows">The rows, which have not been moved to a device yet.</param>
    /// <param name="featureCount">The number of features.</param>
    public static double[] MeanSquares(RowSelection rows, int featureCount)
    {
        var squares = new double[featureCount];
        var count = Math.Min(SampledRows, rows.Count);
        var dense = rows.Rows.Features is DenseFeatures ? new float[featureCount] : [];
        for (var i = 0; i < count; i++)
        {
            var row = rows.Order[(int)((long)i * rows.Count / count)];
            if (rows.Rows.Features is SparseFeatures sparse)
            {
                var values = sparse[row];
                for (var j = 0; j < values.Slots.Length; j++)
                {
                    squares[values.Slots[j]] += (double)values.Values[j] * values.Values[j] / count;
                }
            }
            else
            {
                rows.Rows.Features.CopyTo(row, dense);
                for (var slot = 0; slot < dense.Length; slot++)
                {
                    squares[slot] += (double)dense[slot] * dense[slot] / count;
                }
            }
        }

        return squares;
    }
}
