using Microsoft.ML;
using Microsoft.ML.Data;

namespace Mnist.Classifier.Benchmarks;

/// <summary>Generates texts: about a hundred of the features are not zero, some words far more often than others.</summary>
internal static class SparseTexts
{
    public const int ClassCount = 20;

    private const int WordsPerText = 100;

    // The fraction of the words of each text that belong to its class.
    private const double OwnShare = 0.1;

    public static IDataView Draw(MLContext context, int rowCount, int featureCount)
    {
        var random = new Random(1);
        var schema = SchemaDefinition.Create(typeof(SparseText));
        schema[nameof(SparseText.Features)].ColumnType = new VectorDataViewType(NumberDataViewType.Single, featureCount);
        return context.Data.LoadFromEnumerable(
            Enumerable.Range(0, rowCount).Select(row => Draw(random, (uint)(row % ClassCount), featureCount)).ToList(), schema);
    }

    private static SparseText Draw(Random random, uint label, int featureCount)
    {
        var words = Enumerable.Range(0, WordsPerText).Select(_ => random.NextDouble() < OwnShare
                ? (random.Next(featureCount / ClassCount) * ClassCount) + (int)label
                : (int)(featureCount * Math.Pow(random.NextDouble(), 3)))
            .Distinct().Order().ToArray();
        var value = (float)(1 / Math.Sqrt(words.Length));
        float[] values = [.. words.Select(_ => value)];
        return new SparseText { Label = label, Features = new(featureCount, words.Length, values, words) };
    }

    private sealed class SparseText
    {
        [KeyType(ClassCount)]
        public uint Label { get; init; }

        public VBuffer<float> Features { get; init; }
    }
}
