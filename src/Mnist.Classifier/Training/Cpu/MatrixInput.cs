namespace Mnist.Classifier.Training;

/// <summary>Rows with all their zeros, gathered into a matrix.</summary>
/// <param name="rows">How many rows there can be at once.</param>
/// <param name="featureCount">The number of features.</param>
internal sealed class MatrixInput(RowLimits rows, int featureCount) : BatchInput(rows)
{
    /// <summary>Gets the batch, <c>[rows, features]</c>.</summary>
    public FloatBuffer Values { get; } = RowLimits.MakeBuffer(rows.Evaluated, featureCount);

    public override void Fill(int worker, Share share)
    {
        for (var row = share.Start; row < share.End; row++)
        {
            Features.CopyTo(NumberOf(row), Values.Slice((long)row * featureCount, featureCount));
        }
    }
}
