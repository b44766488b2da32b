using System.Numerics.Tensors;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace DenseNetworks.ML.Training;

/// <summary>
/// Reads labelled rows one after the other. Those whose label is missing are left out, or are of the background class; those
/// of the weight 0 are left out too.
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

    /// <summary>Gets the features of the row that was read last. Valid until the next is read.</summary>
    public ref readonly VBuffer<float> Features => ref _features;

    /// <summary>Gets whether some rows may count more than others.</summary>
    public bool AreWeighted => _columns.AreWeighted;

    /// <summary>Gets how much the row that was read last counts, above 0.</summary>
    public float Weight { get; private set; } = 1;

    /// <summary>Gets the number of rows so far whose label is missing.</summary>
    public long MissingLabelCount { get; private set; }

    /// <summary>Gets the number of rows so far with a feature that is not a finite number.</summary>
    public long MissingFeaturesCount { get; private set; }

    /// <summary>Reads the next row that is not left out, or returns false at the end of the data.</summary>
    /// <param name="label">Receives the class, from 0; of the background class, it is the number of the others.</param>
    /// <exception cref="InvalidOperationException">
    /// A feature is not a finite number, a row has more or fewer than its column says, or a weight is not 0 or above.
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
            // A key beyond the type's count is missing too, by ML.NET's rules.
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
        // Examples of the background class are of none that could be named.
        Weight = weight * (_label <= _columns.ClassWeights?.Count ? _columns.ClassWeights[(int)_label - 1] : 1);
        return weight >= 0 && float.IsFinite(Weight)
            ? weight > 0
            : throw new InvalidOperationException(FormattableString.Invariant(
                $"The weight of row {_cursor.Position} in column '{_columns.WeightName}' is {weight}, and a row cannot ") +
                "count so much. Give every row a finite number of at least 0: 1 for one that counts once, 0 for one to leave out.");
    }

    private bool HasFeatures()
    {
        _getFeatures(ref _features);
        if (_features.Length != _columns.FeatureCount) // ML.NET does not check the arrays of objects in memory
        {
            throw new InvalidOperationException(FormattableString.Invariant(
                $"Row {_cursor.Position} has {_features.Length} features, but column '{_columns.FeatureName}' promises ") +
                $"{_columns.FeatureCount}. Give every row as many.");
        }

        var values = _features.GetValues();
        // The largest magnitude is infinite or NaN exactly if one of the values is.
        if (values.IsEmpty || float.IsFinite(TensorPrimitives.MaxMagnitude(values)))
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
