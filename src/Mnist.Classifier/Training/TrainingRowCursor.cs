using System.Numerics.Tensors;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace Mnist.Classifier.Training;

/// <summary>Reads labelled rows, one block after the other, leaving out those whose label is missing.</summary>
internal sealed class TrainingRowCursor : IDisposable
{
    private readonly TrainingColumns _columns;
    private readonly DataViewRowCursor _cursor;
    private readonly ValueGetter<VBuffer<float>> _getFeatures;
    private readonly ValueGetter<uint> _getLabel;
    private VBuffer<float> _features;
    private uint _label;

    public TrainingRowCursor(TrainingColumns columns, IDataView data)
    {
        var features = data.Schema[columns.FeatureName];
        var label = data.Schema[columns.LabelName];
        _columns = columns;
        _cursor = data.GetRowCursor([features, label]);
        _getFeatures = _cursor.GetGetter<VBuffer<float>>(features);
        _getLabel = _cursor.GetGetter<uint>(label);
    }

    /// <summary>Gets the number of rows left out so far.</summary>
    public long MissingLabelCount { get; private set; }

    /// <summary>Fills a block and returns how many rows it has; fewer than it holds only at the end of the data.</summary>
    /// <param name="features">Receives features, <c>[rows, features]</c>.</param>
    /// <param name="labels">Receives classes from 0, <c>[rows]</c>.</param>
    /// <param name="throwIfCancelled">Called before each row.</param>
    public int Read(Span<float> features, Span<long> labels, Action throwIfCancelled)
    {
        var rows = 0;
        while (rows < labels.Length && MoveToLabelled(throwIfCancelled))
        {
            _getFeatures(ref _features);
            CheckFinite();
            _features.CopyTo(features.Slice(rows * _columns.FeatureCount, _columns.FeatureCount));
            labels[rows] = _label - 1;
            rows++;
        }

        return rows;
    }

    /// <summary>Tells whether another labelled row is there, and passes it over.</summary>
    public bool HasMore() => MoveToLabelled(() => { });

    public void Dispose() => _cursor.Dispose();

    private bool MoveToLabelled(Action throwIfCancelled)
    {
        while (_cursor.MoveNext())
        {
            throwIfCancelled();
            _getLabel(ref _label);
            // A key beyond the type's count is missing too, by ML.NET's rules.
            if (_label != 0 && _label <= (uint)_columns.ClassCount)
            {
                return true;
            }

            MissingLabelCount++;
        }

        return false;
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
