using TorchSharp;

namespace Mnist.Classifier.Training;

/// <summary>Some rows of a <see cref="TrainingRows"/>, in an order that can be shuffled.</summary>
/// <param name="rows">The rows to choose from.</param>
/// <param name="indices">Which of them, and in which order.</param>
internal sealed class RowSelection(TrainingRows rows, long[] indices)
{
    /// <summary>Gets the number of rows.</summary>
    public int Count => indices.Length;

    /// <summary>Selects all rows.</summary>
    public static RowSelection All(TrainingRows rows)
    {
        if (rows.Count > Array.MaxLength)
        {
            throw new NotSupportedException($"{rows.Count} rows are more than the trainer can shuffle ({Array.MaxLength}).");
        }

        var indices = new long[rows.Count];
        for (var i = 0; i < indices.Length; i++)
        {
            indices[i] = i;
        }

        return new RowSelection(rows, indices);
    }

    /// <summary>Brings the rows into a random order.</summary>
    public void Shuffle(Random random) => random.Shuffle(indices);

    /// <summary>Splits the selection in two, the first part with <paramref name="count"/> rows.</summary>
    public (RowSelection First, RowSelection Second) Split(int count) =>
        (new RowSelection(rows, indices[..count]), new RowSelection(rows, indices[count..]));

    /// <summary>
    /// Gathers the rows into batches of <paramref name="batchSize"/>, the last with those that are left. A batch's
    /// tensors, and all that is made of them, end when the next batch is asked for.
    /// </summary>
    public IEnumerable<(torch.Tensor Features, torch.Tensor Labels)> Batches(int batchSize)
    {
        using var order = torch.tensor(indices, dtype: torch.ScalarType.Int64, device: rows.Features.device);
        for (var start = 0L; start < indices.Length; start += batchSize)
        {
            using var scope = torch.NewDisposeScope();
            var selected = order.narrow(0, start, Math.Min(batchSize, indices.Length - start));
            yield return (rows.Features.index_select(0, selected), rows.Labels.index_select(0, selected));
        }
    }
}
