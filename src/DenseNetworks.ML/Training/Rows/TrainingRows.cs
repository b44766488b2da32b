using Microsoft.ML;
using Microsoft.ML.Runtime;

namespace DenseNetworks.ML.Training;

/// <summary>
/// All labelled rows of a data view: the one copy of the data that training works on. It ends with the memory that it is read
/// into.
/// </summary>
/// <param name="features">The features.</param>
/// <param name="labels">The classes from 0, as many.</param>
/// <param name="weights">How much each row counts, above 0, as many; null if all count the same.</param>
internal sealed class TrainingRows(IFeatures features, int[] labels, float[]? weights = null)
{
    /// <summary>Gets the features.</summary>
    public IFeatures Features => features;

    /// <summary>Gets the classes from 0, <c>[Count]</c>.</summary>
    public int[] Labels => labels;

    /// <summary>Gets how much each row counts, above 0, <c>[Count]</c>; null if all count the same.</summary>
    public float[]? Weights => weights;

    /// <summary>Gets the number of rows.</summary>
    public int Count => labels.Length;

    /// <summary>Gets how much a row counts.</summary>
    public float WeightOf(int row) => weights is null ? 1 : weights[row];

    /// <summary>
    /// Reads every row whose label is not missing, and warns of those whose label is; with a background class, every row. Rows
    /// of the weight 0 are left out.
    /// </summary>
    /// <param name="memory">Where features with all their zeros go.</param>
    /// <param name="columns">The columns to read.</param>
    /// <param name="name">What to call the view in messages.</param>
    /// <param name="data">The view to read.</param>
    /// <param name="isSparse">
    /// Whether to keep the features as <see cref="SparseFeatures"/> or as <see cref="DenseFeatures"/>; null for what suits
    /// them.
    /// </param>
    /// <param name="channel">Where warnings go.</param>
    /// <param name="throwIfCancelled">Called before each row.</param>
    /// <exception cref="InvalidOperationException">
    /// A feature is not a finite number, a weight is none, or there are no rows.
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
            channel.Warning($"Left out {rows.MissingLabelCount} rows of the {name} whose label is missing.");
        }

        if (rows.MissingFeaturesCount > 0)
        {
            channel.Warning(
                $"Left out {rows.MissingFeaturesCount} rows of the {name} with a feature that is missing or infinite.");
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
