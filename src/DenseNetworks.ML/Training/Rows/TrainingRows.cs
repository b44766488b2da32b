using Microsoft.ML;
using Microsoft.ML.Runtime;

namespace DenseNetworks.ML.Training;

/// <summary>
/// The labeled rows of a data view: the only copy of the data, on which training works. They live as long as the memory that
/// they are read into.
/// </summary>
internal sealed class TrainingRows(IFeatures features, int[] labels, float[]? weights = null)
{
    public IFeatures Features => features;

    /// <summary>Gets the classes of the rows, from 0, <c>[Count]</c>.</summary>
    public int[] Labels => labels;

    /// <summary>Gets the weights of the rows, greater than 0, <c>[Count]</c>; or null if they are equal.</summary>
    public float[]? Weights => weights;

    public int Count => labels.Length;

    public float WeightOf(int row) => weights is null ? 1 : weights[row];

    /// <summary>
    /// Reads the rows that have a label, and warns about those that do not; with a background class, reads all rows. Rows with
    /// weight 0 are skipped. Features are stored as <see cref="SparseFeatures"/> or as <see cref="DenseFeatures"/>; if
    /// <paramref name="isSparse"/> is null, their values determine which.
    /// </summary>
    /// <exception cref="InvalidOperationException">
    /// A feature is not finite, a weight is invalid, or there are no rows.
    /// </exception>
    public static TrainingRows Read(
        FloatMemory memory, TrainingColumns columns, string name, IDataView data, bool? isSparse, IChannel channel,
        Action throwIfCancelled)
    {
        using var rows = new TrainingRowCursor(columns, data, throwIfCancelled);
        var reader = new FeatureReader(memory, rows, columns.FeatureCount, isSparse);
        var features = reader.Read();
        if (rows.MissingLabelCount > 0 && !columns.HasBackgroundClass)
        {
            channel.Warning($"Skipped {rows.MissingLabelCount} rows of the {name} with a missing label.");
        }

        if (rows.MissingFeaturesCount > 0)
        {
            channel.Warning(
                $"Skipped {rows.MissingFeaturesCount} rows of the {name} with a feature that is missing or infinite.");
        }

        var labels = reader.Labels;
        if (labels.All(label => label == columns.ClassCount))
        {
            var weighted = columns.WeightName is null ? "" : " and a weight above 0";
            var finite = columns.SkipsMissingFeatures ? " and no missing feature" : "";
            throw new InvalidOperationException(
                $"The {name} has no rows with a label{weighted}{finite}. Check the label column and the filters before the " +
                "trainer.");
        }

        return new TrainingRows(features, labels, reader.Weights);
    }
}
