using DenseNetworks;

namespace Mnist.Classifier.Benchmarks;

/// <summary>The logits of a network for images, and what the images show.</summary>
/// <param name="Logits">The logits of each image before any temperature, shape <c>[10]</c>.</param>
/// <param name="Labels">The digit of each image.</param>
internal sealed record ScoredDigits(IReadOnlyList<float[]> Logits, IReadOnlyList<int> Labels)
{
    public static ScoredDigits Of(DenseNetwork network, LabeledImages digits)
    {
        var logits = new float[digits.Count][];
        Parallel.For(0, digits.Count, index =>
        {
            logits[index] = new float[network.ClassCount];
            network.ComputeLogits(PixelFeatures.Of(digits.GetPixels(index)), logits[index]);
        });
        return new ScoredDigits(logits, [.. Enumerable.Range(0, digits.Count).Select(digits.GetLabel)]);
    }

    /// <summary>Gets the probabilities at a temperature, by which the logits are divided before softmax.</summary>
    /// <param name="temperature">Above 0; 1 has no effect, more lowers all confidences.</param>
    public IReadOnlyList<double[]> Probabilities(double temperature) => [.. Logits.Select(row => Softmax(row, temperature))];

    private static double[] Softmax(float[] logits, double temperature)
    {
        var largest = logits.Max();
        var powers = Array.ConvertAll(logits, logit => Math.Exp((logit - largest) / temperature));
        var sum = powers.Sum();
        return Array.ConvertAll(powers, power => power / sum);
    }
}
