using DenseNetworks;

namespace Testing;

/// <summary>Makes networks with random weights, and computes them in the plainest way.</summary>
internal static class Networks
{
    public static DenseNetwork Random(int seed, params int[] sizes)
    {
        var random = new Random(seed);
        return new DenseNetwork(sizes.Zip(sizes.Skip(1), (inputs, outputs) =>
            new DenseLayer(Values(random, inputs * outputs), Values(random, outputs))).ToArray());
    }

    public static float[] Features(int seed, int count, double zeroShare)
    {
        var random = new Random(seed);
        return Enumerable.Range(0, count).Select(_ => random.NextDouble() < zeroShare ? 0 : random.NextSingle()).ToArray();
    }

    /// <summary>The forward pass by its definition, in double precision.</summary>
    public static double[] NaiveProbabilities(DenseNetwork network, float[] features)
    {
        var outputs = NaiveOutputs(network, features);
        var largest = outputs.Max();
        var exponentials = outputs.Select(value => Math.Exp(value - largest)).ToArray();
        return exponentials.Select(value => value / exponentials.Sum()).ToArray();
    }

    /// <summary>What the last layer gives, by its definition, in double precision.</summary>
    public static double[] NaiveOutputs(DenseNetwork network, float[] features)
    {
        var values = features.Select(value => (double)value).ToArray();
        for (var i = 0; i < network.Layers.Count; i++)
        {
            var layer = network.Layers[i];
            var output = new double[layer.OutputSize];
            for (var o = 0; o < output.Length; o++)
            {
                output[o] = layer.Biases[o];
                for (var n = 0; n < values.Length; n++)
                {
                    output[o] += values[n] * layer.Weights[(n * layer.OutputSize) + o];
                }

                output[o] = i < network.Layers.Count - 1 ? Math.Max(0, output[o]) : output[o];
            }

            values = output;
        }

        return values;
    }

    private static float[] Values(Random random, int count) =>
        Enumerable.Range(0, count).Select(_ => (random.NextSingle() - 0.5f) * 0.5f).ToArray();
}
