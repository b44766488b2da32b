namespace DenseNetworks.Network;

/// <summary>
/// Rounds weights to fewer significant bits. They remain floats, but a zip compresses them to less than half the size, and a
/// network's predictions hardly change. Eight bits are those of bfloat16.
/// </summary>
internal static class WeightRounding
{
    private const int FloatDigits = 24;

    /// <summary>Returns a copy of the network whose weights have 2 to 24 significant bits. Biases are unchanged.</summary>
    public static DenseNetwork Round(DenseNetwork network, int digits)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(digits, 2);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(digits, FloatDigits);
        return new DenseNetwork(
            [.. network.Layers.Select(layer => new DenseLayer(Round(layer.Weights, digits), layer.Biases.ToArray()))],
            network.HasBackgroundClass, network.Temperature, network.RejectionThreshold);
    }

    private static float[] Round(ReadOnlySpan<float> weights, int digits)
    {
        var dropped = FloatDigits - digits;
        var half = dropped == 0 ? 0 : 1u << (dropped - 1);
        var rounded = new float[weights.Length];
        for (var i = 0; i < rounded.Length; i++)
        {
            // Rounds half up. A carry into the exponent is correct: it gives the next power of two.
            var bits = BitConverter.SingleToUInt32Bits(weights[i]);
            var nearest = BitConverter.UInt32BitsToSingle((bits + half) >> dropped << dropped);
            // The largest floats would round up to infinity, so they are truncated.
            rounded[i] = float.IsFinite(nearest) ? nearest : BitConverter.UInt32BitsToSingle(bits >> dropped << dropped);
        }

        return rounded;
    }
}
