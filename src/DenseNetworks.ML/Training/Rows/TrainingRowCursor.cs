using System.Numerics.Tensors;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace DenseNetworks.ML.Training;

/// <summary>
/// Reads labelled rows one after the other. Those whose label is missing are left out, or are of the background class.
/// </summary>
internal sealed class TrainingRowCursor : IDisposable
{
    private readonly TrainingColumns _columns;
    private readonly Action _throwIfCancelled;
    private readonly DataViewRowCursor _cursor;
    private readonly ValueGetter<VBuffer<float>> _getFeatures;
    private readonly ValueGetter<uint> _getLabel;
    private VBuffer<float> _features;
    private uint _label;

    public TrainingRowCursor(TrainingColumns columns, IDataView data, Action throwIfCancelled)
    {
        var features = data.Schema[columns.FeatureName];
        var label = data.Schema[columns.LabelName];
        _columns = columns;
        _throwIfCancelled = throwIfCancelled;
        _cursor = data.GetRowCursor([features, label]);
        try
        {
            _getFeatures = _cursor.GetGetter<VBuffer<float>>(features);
            _getLabel = _cursor.GetGetter<uint>(label);
        }
        catch
        {
            _cursor.Dispose();
            throw;
        }
    }

    /// <summary>Gets the features of the row that was read last. Valid until the next is read.</summary>
    public ref readonly VBuffer<float> Features => ref _features;

    /// <summary>Gets the number of rows so far whose label is missing.</summary>
    public long MissingLabelCount { get; private set; }

    /// <summary>Reads the next row that is not left out, or returns false at the end of the data.</summary>
    /// <param name="label">Receives the class, from 0; of the background class, it is the number of the others.</param>
    /// <exception cref="InvalidOperationException">
    /// A feature is not a finite number, or a row has more or fewer than its column says.
    /// </exception>
    public bool MoveNext(out int label)
    {
        var found = MoveToNext();
        if (found)
        {
            _getFeatures(ref _features);
            CheckLength();
            CheckFinite();
        }

        label = (int)_label - 1;
        return found;
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

    // ML.NET believes what objects in memory say of their arrays.
    private void CheckLength()
    {
        if (_features.Length != _columns.FeatureCount)
        {
            throw new InvalidOperationException(FormattableString.Invariant(
                $"Row {_cursor.Position} has {_features.Length} features, but column '{_columns.FeatureName}' promises ") +
                $"{_columns.FeatureCount}. Give every row as many.");
        }
    }

    private void CheckFinite()
    {
        var values = _features.GetValues();
        // The largest magnitude is infinite or NaN exactly if one of the values is.
        if (values.IsEmpty || float.IsFinite(TensorPrimitives.MaxMagnitude(values)))
        {
            return;
        }

        foreach (var (slot, value) in _features.Items())
        {
            if (!float.IsFinite(value))
            {
                throw new InvalidOperationException(FormattableString.Invariant(
                    $"Feature {slot} of row {_cursor.Position} is {value}, and a network cannot learn from that. Replace it, ") +
                    "with mlContext.Transforms.ReplaceMissingValues for example, or filter such rows out.");
            }
        }
    }
}
