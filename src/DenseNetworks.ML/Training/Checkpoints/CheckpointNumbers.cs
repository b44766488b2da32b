using DenseNetworks.Network;

namespace DenseNetworks.ML.Training;

/// <summary>
/// The binary format of the numbers of a checkpoint: little-endian float32, layer by layer the weights and then the biases, for
/// the weights, the first moments, the second moments, and, if there are any, the averaged and the best weights; then the
/// CRC-32 of all that.
/// </summary>
internal static class CheckpointNumbers
{
    private const double MostOfRoot = 8;

    // Adam sets second moments below 1e-30 to zero.
    private const double TooSmallToCount = MostOfRoot * 1e-15;

    /// <summary>Gets the approximate size of a checkpoint in bytes: the weights of the model, and the numbers.</summary>
    public static long SizeOf(NetworkLayout layout, TrainingRecipe recipe) => sizeof(float) * layout.Length *
        (1 + SetCount(recipe.WeightAveraging > 0, recipe.EarlyStopping is not null));

    public static void Write(Stream stream, EngineState state)
    {
        var writer = new ChecksummedWriter(stream);
        foreach (var layer in SetsOf(state).SelectMany(layers => layers))
        {
            writer.Write(layer.Weights);
            writer.Write(layer.Biases);
        }

        writer.WriteChecksum();
    }

    /// <exception cref="InvalidDataException">The bytes are damaged, or their number is not that of the layers.</exception>
    public static EngineState Read(byte[] bytes, IReadOnlyList<DenseLayer> shapes, CheckpointFields fields)
    {
        CheckLength(bytes.LongLength, shapes, fields);
        using var stream = new MemoryStream(bytes);
        var reader = new ChecksummedReader(stream);
        var state = new EngineState(
            fields.Step, ReadSet(), ReadSet(), ReadSet(), fields.HasAverage ? ReadSet() : null,
            fields.HasKeptWeights ? ReadSet() : null);
        reader.CheckChecksum();
        foreach (var layer in SetsOf(state).SelectMany(layers => layers))
        {
            CheckFinite(layer.Weights);
            CheckFinite(layer.Biases);
        }

        foreach (var (first, second) in state.FirstMoments.Zip(state.SecondMoments))
        {
            CheckMoments(first.Weights, second.Weights);
            CheckMoments(first.Biases, second.Biases);
        }

        return state;

        DenseLayer[] ReadSet() => [.. shapes.Select(
            shape => new DenseLayer(reader.ReadFloats(shape.Weights.Length), reader.ReadFloats(shape.Biases.Length)))];
    }

    private static void CheckLength(long length, IReadOnlyList<DenseLayer> shapes, CheckpointFields fields)
    {
        var count = SetCount(fields.HasAverage, fields.HasKeptWeights)
            * shapes.Sum(shape => (long)shape.Weights.Length + shape.Biases.Length);
        var expected = (count * sizeof(float)) + sizeof(uint);
        if (length != expected)
        {
            throw new InvalidDataException(
                $"Its numbers have {length} bytes instead of {expected}: it is damaged. Use another, or start again.");
        }
    }

    private static void CheckFinite(ReadOnlySpan<float> values)
    {
        if (!RowScan.Of(values).IsFinite)
        {
            throw new InvalidDataException("One of its numbers is not finite: it was modified. Use another, or start again.");
        }
    }

    // For any gradients, the first moment is at most 7.3 times the root of the second (Cauchy-Schwarz). Other moments would
    // lead to steps of impossible size, for which the learning rate would be blamed.
    private static void CheckMoments(ReadOnlySpan<float> first, ReadOnlySpan<float> second)
    {
        for (var i = 0; i < first.Length; i++)
        {
            if (second[i] < 0 || Math.Abs(first[i]) > (MostOfRoot * Math.Sqrt(second[i])) + TooSmallToCount)
            {
                throw new InvalidDataException(
                    $"Two of its moments, {first[i]} and {second[i]}, cannot result from gradients: it was modified. Use " +
                    "another, or start again.");
            }
        }
    }

    private static int SetCount(bool hasAverage, bool hasKeptWeights) => 3 + (hasAverage ? 1 : 0) + (hasKeptWeights ? 1 : 0);

    private static IEnumerable<IReadOnlyList<DenseLayer>> SetsOf(EngineState state) =>
        new[] { state.Weights, state.FirstMoments, state.SecondMoments, state.Average, state.Kept }
            .OfType<IReadOnlyList<DenseLayer>>();
}
