namespace DenseNetworks.ML.Training;

/// <summary>One layer's place in a <see cref="NetworkLayout"/>.</summary>
/// <param name="Inputs">The number of values the layer takes.</param>
/// <param name="Outputs">The number of values the layer gives.</param>
/// <param name="WeightStart">Where its weights start.</param>
/// <param name="BiasStart">Where its biases start.</param>
internal readonly record struct LayerLayout(int Inputs, int Outputs, long WeightStart, long BiasStart)
{
    /// <summary>Gets the number of weights. <see cref="NetworkLayout"/> sees to it that an int will do.</summary>
    public int WeightCount => Inputs * Outputs;

    /// <summary>
    /// Draws first weights by Glorot and Bengio 2010, "Understanding the difficulty of training deep feedforward neural
    /// networks", equation 16.
    /// </summary>
    public float[] DrawWeights(Random random)
    {
        var limit = MathF.Sqrt(6f / (Inputs + Outputs));
        var weights = new float[WeightCount];
        for (var i = 0; i < weights.Length; i++)
        {
            weights[i] = ((random.NextSingle() * 2) - 1) * limit;
        }

        return weights;
    }
}
