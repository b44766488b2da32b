using Microsoft.ML;

namespace Mnist.Classifier.Benchmarks;

/// <summary>Ours: Transform, and a cursor over its result.</summary>
internal sealed class TransformBatch(ITransformer model, IDataView images, int count) : IBatchScorer
{
    private const int ClassCount = 10;

    public string Subject => "Mnist.Classifier, ITransformer.Transform";

    public int[] Score()
    {
        var (digits, scores, row) = (new int[count], new float[count * ClassCount], 0);
        ScoreReader.Read(model.Transform(images), (digit, score) =>
        {
            digits[row] = digit;
            score.CopyTo(scores.AsSpan(row++ * ClassCount));
        });
        return digits;
    }
}
