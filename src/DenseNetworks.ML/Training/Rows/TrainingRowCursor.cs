using DenseNetworks.Network;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace DenseNetworks.ML.Training;

/// <summary>
/// Reads labeled rows one by one. Rows with a missing label are skipped, or belong to the background class. Rows with weight 0
/// are skipped.
/// </summary>
internal sealed class TrainingRowCursor : IDisposable
{
    private readonly TrainingColumns _columns;
    private readonly Action _throwIfCancelled;
    private readonly DataViewRowCursor _cursor;
    private readonly ValueGetter<VBuffer<float>> _getFeatures;
    private readonly ValueGetter<uint> _getLabel;
    private readonly ValueGetter<float>? _getWeight;
    private VBuffer<float> _features;
    private uint _label;

    public TrainingRowCursor(TrainingColumns columns, IDataView data, Action throwIfCancelled)
    {
        var features = data.Schema[columns.FeatureName];
        var label = data.Schema[columns.LabelName];
        DataViewSchema.Column[] weight = columns.WeightName is { } name ? [data.Schema[name]] : [];
        _columns = columns;
        _throwIfCancelled = throwIfCancelled;
        _cursor = data.GetRowCursor([features, label, .. weight]);
        try
        {
            _getFeatures = _cursor.GetGetter<VBuffer<float>>(features);
            _getLabel = _cursor.GetGetter<uint>(label);
            _getWeight = weight is [var column] ? _cursor.GetGetter<float>(column) : null;
        }
        catch
        {
            _cursor.Dispose();
            throw;
        }
    }

    /// <summary>Gets the features of the current row, until the next one is read.</summary>
    public ref readonly VBuffer<float> Features => ref _features;

    /// <summary>Gets a value indicating whether rows have weights.</summary>
    public bool AreWeighted => _columns.AreWeighted;

    /// <summary>Gets the weight of the current row, greater than 0.</summary>
    public float Weight { get; private set; } = 1;

    /// <summary>Gets the number of rows so far with a missing label.</summary>
    public long MissingLabelCount { get; private set; }

    /// <summary>Gets the number of rows so far with a feature that is not finite.</summary>
    public long MissingFeaturesCount { get; private set; }

    /// <summary>Reads the next row that is not skipped.</summary>
    /// <param name="label">Receives the class, from 0. The background class follows the other classes.</param>
    /// <returns><see langword="true"/> if there is a row; <see langword="false"/> at the end of the data.</returns>
    /// <exception cref="InvalidOperationException">
    /// A feature is not finite, a row has the wrong number of features, or a weight is negative or not finite.
    /// </exception>
    public bool MoveNext(out int label)
    {
        while (MoveToNext())
        {
            if (HasWeight() && HasFeatures())
            {
                label = (int)_label - 1;
                return true;
            }
        }

        label = -1;
        return false;
    }

    public void Dispose() => _cursor.Dispose();

    private bool MoveToNext()
    {
        while (_cursor.MoveNext())
        {
            _throwIfCancelled();
            _getLabel(ref _label);
            // ML.NET also treats a key beyond the count of its type as missing.
            if (_label != 0 && _label <= (uint)_columns.ClassCount)
            {
                return true;
            }

            MissingLabelCount++;
            if (_columns.HasBackgroundClass)
            {
                _label = (uint)_columns.OutputCount;
                return true;
            }
        }

        return false;
    }

    private bool HasWeight()
    {
        var weight = 1f;
        _getWeight?.Invoke(ref weight);
        // The background class has no name, and so no weight.
        Weight = weight * (_label <= _columns.ClassWeights?.Count ? _columns.ClassWeights[(int)_label - 1] : 1);
        return weight >= 0 && float.IsFinite(Weight)
            ? weight > 0
            : throw new InvalidOperationException(FormattableString.Invariant(
                $"The weight of row {_cursor.Position} in column '{_columns.WeightName}' is {weight}. ") +
                "Weights must be finite and at least 0; a row with weight 0 is skipped.");
    }

    private bool HasFeatures()
    {
        _getFeatures(ref _features);
        if (_features.Length != _columns.FeatureCount) // ML.NET does not check the arrays of objects in memory
        {
            throw new InvalidOperationException(FormattableString.Invariant(
                $"Row {_cursor.Position} has {_features.Length} features, but column '{_columns.FeatureName}' has ") +
                $"{_columns.FeatureCount}. Every row must have as many.");
        }

        if (RowScan.Of(_features.GetValues()).IsFinite)
        {
            return true;
        }

        MissingFeaturesCount++;
        return _columns.SkipsMissingFeatures ? false : throw NotFinite();
    }

    private InvalidOperationException NotFinite()
    {
        var (slot, value) = _features.Items().First(feature => !float.IsFinite(feature.Value));
        return new InvalidOperationException(FormattableString.Invariant(
            $"Feature {slot} of row {_cursor.Position} is {value}, and a network cannot learn from that. Replace it, ") +
            "with mlContext.Transforms.ReplaceMissingValues for example, filter such rows out, or set " +
            "SkipRowsWithMissingFeatures.");
    }
}
