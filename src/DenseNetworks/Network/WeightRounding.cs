namespace DenseNetworks.Network;

/// <summary>
/// Rounds weights to fewer binary digits. They stay floats, but a zip packs them into less than half of the room, and a
/// network's answers hardly change: 8 digits are those of bfloat16.
/// </summary>
internal static class WeightRounding
{
    private const int FloatDigits = 24;

    /// <summary>Makes the same network with weights of so many binary digits, 2 to 24. Biases stay as they are.</summary>
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
            // Half of what is dropped is added first. A carry into the exponent is right: the next larger power of two.
            var bits = BitConverter.SingleToUInt32Bits(weights[i]);
            var nearest = BitConverter.UInt32BitsToSingle((bits + half) >> dropped << dropped);
            // Above the largest float there is nothing but infinity.
            rounded[i] = float.IsFinite(nearest) ? nearest : BitConverter.UInt32BitsToSingle(bits >> dropped << dropped);
        }

        return rounded;
    }
}
