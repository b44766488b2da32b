using Microsoft.ML;
using Microsoft.ML.Data;

namespace Mnist.Classifier.Benchmarks;

/// <summary>Reads the scores and the digits of a scored view by a cursor.</summary>
internal static class ScoreReader
{
    public static void Read(IDataView scored, Action<int, ReadOnlySpan<float>> onRow)
    {
        var (digitColumn, scoreColumn) = (scored.Schema["Digit"], scored.Schema["Score"]);
        using var cursor = scored.GetRowCursor([digitColumn, scoreColumn]);
        var (getDigit, getScore) = (cursor.GetGetter<int>(digitColumn), cursor.GetGetter<VBuffer<float>>(scoreColumn));
        var (digit, score) = (0, default(VBuffer<float>));
        while (cursor.MoveNext())
        {
            getDigit(ref digit);
            getScore(ref score);
            onRow(digit, score.GetValues());
        }
    }
}
