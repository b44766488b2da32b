using System.Runtime.InteropServices;
using Microsoft.ML;
using Microsoft.ML.Runtime;
using TorchSharp;

namespace Mnist.Classifier.Training;

/// <summary>
/// All rows of a data view as two tensors: the one copy of the data that training works on. They end with the dispose
/// scope in which they are read.
/// </summary>
internal sealed class TrainingRows
{
    private const long BytesAtOnce = 1 << 24;

    private TrainingRows(torch.Tensor features, torch.Tensor labels)
    {
        Features = features;
        Labels = labels;
    }

    /// <summary>Gets the features, float32, <c>[Count, features]</c>.</summary>
    public torch.Tensor Features { get; }

    /// <summary>Gets the classes from 0, int64, <c>[Count]</c>.</summary>
    public torch.Tensor Labels { get; }

    /// <summary>Gets the number of rows.</summary>
    public long Count => Labels.shape[0];

    /// <summary>Reads every row whose label is not missing, and warns of those whose label is.</summary>
    /// <param name="columns">The columns to read.</param>
    /// <param name="data">The view to read.</param>
    /// <param name="device">Where the tensors are to be.</param>
    /// <param name="channel">Where warnings go.</param>
    /// <param name="throwIfCancelled">Called before each row.</param>
    /// <exception cref="InvalidOperationException">A feature is not a finite number, or there are no rows.</exception>
    public static TrainingRows Read(
        TrainingColumns columns, IDataView data, torch.Device device, IChannel channel, Action throwIfCancelled)
    {
        var rowCount = data.GetRowCount() ?? CountRows(data, columns, throwIfCancelled);
        using var features = torch.empty(rowCount, columns.FeatureCount, dtype: torch.ScalarType.Float32, device: torch.CPU);
        using var labels = torch.empty(rowCount, dtype: torch.ScalarType.Int64, device: torch.CPU);

        var filled = Fill(features, labels, columns, data, throwIfCancelled, out var missing);
        if (missing > 0)
        {
            channel.Warning($"Left out {missing} rows whose label is missing.");
        }

        if (filled == 0)
        {
            throw new InvalidOperationException(
                "The data has no rows with a label. Check the label column and the filters before the trainer.");
        }

        using var usedFeatures = features.narrow(0, 0, filled);
        using var usedLabels = labels.narrow(0, 0, filled);
        return new TrainingRows(usedFeatures.to(device), usedLabels.to(device));
    }

    private static long Fill(
        torch.Tensor features, torch.Tensor labels, TrainingColumns columns, IDataView data,
        Action throwIfCancelled, out long missing)
    {
        var rowCount = labels.shape[0];
        var rowsAtOnce = Math.Max(1, BytesAtOnce / (sizeof(float) * (long)columns.FeatureCount));
        using var rows = new TrainingRowCursor(columns, data);
        var filled = 0L;
        while (filled < rowCount)
        {
            var length = Math.Min(rowsAtOnce, rowCount - filled);
            using var featureBlock = features.narrow(0, filled, length);
            using var labelBlock = labels.narrow(0, filled, length);
            var read = rows.Read(
                MemoryMarshal.Cast<byte, float>(featureBlock.bytes), MemoryMarshal.Cast<byte, long>(labelBlock.bytes), throwIfCancelled);
            filled += read;
            if (read < length)
            {
                break;
            }
        }

        if (filled == rowCount && rows.HasMore())
        {
            throw new InvalidOperationException(
                $"The data view had {rowCount} rows when they were counted and more when they were read. Cache it with " +
                "mlContext.Data.Cache first.");
        }

        missing = rows.MissingLabelCount;
        return filled;
    }

    private static long CountRows(IDataView data, TrainingColumns columns, Action throwIfCancelled)
    {
        var count = 0L;
        using var cursor = data.GetRowCursor([data.Schema[columns.LabelName]]);
        while (cursor.MoveNext())
        {
            throwIfCancelled();
            count++;
        }

        return count;
    }
}
