using DenseNetworks.ML;
using DenseNetworks.ML.MLNet;
using Microsoft.ML.Data;

namespace Microsoft.ML;

/// <summary>Extends <c>mlContext.MulticlassClassification</c> with metrics of the calibration of probabilities.</summary>
public static class CalibrationCatalogExtensions
{
    /// <summary>
    /// Evaluates the calibration of a multiclass model of any trainer: whether its predictions are correct as often as their
    /// probabilities say.
    /// </summary>
    /// <param name="catalog">The catalog, <c>mlContext.MulticlassClassification</c>.</param>
    /// <param name="data">The scored data, which is read once, row by row. Rows without a label are ignored.</param>
    /// <param name="labelColumnName">
    /// The column with the correct class: a key with one value for each slot of the score.
    /// </param>
    /// <param name="scoreColumnName">The column with the probabilities: a vector of <see cref="float"/>, each 0 to 1.</param>
    /// <returns>The metrics, over 15 bins.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A column is missing, or has another type.</exception>
    /// <exception cref="ArgumentException">A score is not a probability, or no row has a label.</exception>
    /// <example>
    /// <code>
    /// CalibrationMetrics metrics = mlContext.MulticlassClassification.EvaluateCalibration(model.Transform(testData));
    /// Console.WriteLine($"Expected calibration error: {metrics.ExpectedCalibrationError:P1}");
    /// </code>
    /// </example>
    public static CalibrationMetrics EvaluateCalibration(
        this MulticlassClassificationCatalog catalog,
        IDataView data,
        string labelColumnName = DefaultColumnNames.Label,
        string scoreColumnName = DefaultColumnNames.Score)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        ArgumentNullException.ThrowIfNull(data);
        ArgumentException.ThrowIfNullOrEmpty(labelColumnName);
        ArgumentException.ThrowIfNullOrEmpty(scoreColumnName);

        var host = CatalogUtils.GetEnvironment(catalog).Register(nameof(EvaluateCalibration));
        var score = data.Schema.Require(host, "score", scoreColumnName, "Vector<Single> of a known size",
            type => type is VectorDataViewType { IsKnownSize: true, ItemType: var item } && item == NumberDataViewType.Single);
        var classCount = ((VectorDataViewType)score.Type).Size;
        var label = data.Schema.Require(host, "label", labelColumnName, $"Key of {classCount} values, as the score has",
            type => type is KeyDataViewType key && key.RawType == typeof(uint) && key.Count == (ulong)classCount);

        var predictions = Read(data, label, score);
        return predictions.Count > 0 ? new CalibrationMetrics(predictions) : throw new ArgumentException(
            $"No row has a label in the column '{labelColumnName}', so nothing can be measured.", nameof(data));
    }

    private static List<(double Confidence, bool IsRight)> Read(
        IDataView data, DataViewSchema.Column label, DataViewSchema.Column score)
    {
        using var cursor = data.GetRowCursor([label, score]);
        var getLabel = cursor.GetGetter<uint>(label);
        var getScore = cursor.GetGetter<VBuffer<float>>(score);
        var (key, scores) = (0u, default(VBuffer<float>));
        var predictions = new List<(double, bool)>();
        while (cursor.MoveNext())
        {
            getLabel(ref key);
            if (key > 0)
            {
                getScore(ref scores);
                predictions.Add(Judge(scores, (int)key - 1, cursor.Position, score.Name));
            }
        }

        return predictions;
    }

    private static (double Confidence, bool IsRight) Judge(in VBuffer<float> scores, int rightClass, long row, string column)
    {
        var (confidence, likeliest) = (float.NegativeInfinity, 0);
        foreach (var (slot, value) in scores.Items(all: true))
        {
            if (value is not (>= 0 and <= 1))
            {
                throw new ArgumentException(FormattableString.Invariant(
                    $"The score of row {row}, slot {slot} is {value}, which is not a probability. Use a column with ") +
                    $"probabilities from 0 to 1 instead of '{column}'.");
            }

            if (value > confidence)
            {
                (confidence, likeliest) = (value, slot);
            }
        }

        return (confidence, likeliest == rightClass);
    }
}
