using DenseNetworks.Network;

namespace DenseNetworks.ML.Training;

/// <summary>Rows without their zeros, as they are kept.</summary>
/// <param name="rows">How many rows there can be at once.</param>
/// <param name="featureCount">The number of features.</param>
internal sealed class SparseInput(RowLimits rows, int featureCount) : BatchInput(rows)
{
    /// <summary>Gets a row of the batch.</summary>
    public SparseRow this[int row] => ((SparseFeatures)Features)[NumberOf(row)];

    /// <summary>Measures in which share of the rows each feature is not zero.</summary>
    public double[] MeasureDensities() => ((SparseFeatures)Features).MeasureDensities(featureCount);

    public override void Fill(int worker, Share share)
    {
        // They are ready as they are.
    }
}
