using System.Numerics.Tensors;
using DenseNetworks.Network;

namespace DenseNetworks.ML.Training;

/// <summary>
/// The binary layout of the many numbers of a checkpoint: little-endian float32, layer by layer its weights and then its biases,
/// for the weights, the first moments, the second moments, then the averaged and the kept weights where there are any; at the
/// end the CRC-32 of all that.
/// </summary>
internal static class CheckpointNumbers
{
    private const double MostOfRoot = 8;

    // Adam keeps no second moment below 1e-30.
    private const double TooSmallToCount = MostOfRoot * 1e-15;

    /// <summary>Gets about how many bytes a checkpoint has: the model's weights, and the numbers.</summary>
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

    /// <exception cref="InvalidDataException">The bytes are damaged, or are not as many as the layers ask for.</exception>
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
        var count = SetCount(fields.HasAverage, fields.HasKeptWeights) * shapes.Sum(shape => (long)shape.Weights.Length + shape.Biases.Length);
        var expected = (count * sizeof(float)) + sizeof(uint);
        if (length != expected)
        {
            throw new InvalidDataException(
                $"Its numbers take {length} bytes, and those of its network {expected}: it is damaged. Go on from another, or begin anew.");
        }
    }

    private static void CheckFinite(ReadOnlySpan<float> values)
    {
        // The largest magnitude is infinite or NaN exactly if one of the values is.
        if (!float.IsFinite(TensorPrimitives.MaxMagnitude(values)))
        {
            throw new InvalidDataException("One of its numbers is not finite: it was changed. Go on from another, or begin anew.");
        }
    }

    // Of any gradients, the first moment is at most 7.3 times the root of the second (Cauchy and Schwarz); others would take steps that
    // no training takes, and the learning rate would be blamed.
    private static void CheckMoments(ReadOnlySpan<float> first, ReadOnlySpan<float> second)
    {
        for (var i = 0; i < first.Length; i++)
        {
            if (second[i] < 0 || Math.Abs(first[i]) > (MostOfRoot * Math.Sqrt(second[i])) + TooSmallToCount)
            {
                throw new InvalidDataException(
                    $"One of its pairs of moments, {first[i]} and {second[i]}, is none that gradients lead to: it was changed. Go on from " +
                    "another, or begin anew.");
            }
        }
    }

    private static int SetCount(bool hasAverage, bool hasKeptWeights) => 3 + (hasAverage ? 1 : 0) + (hasKeptWeights ? 1 : 0);

    private static IEnumerable<IReadOnlyList<DenseLayer>> SetsOf(EngineState state) =>
        new[] { state.Weights, state.FirstMoments, state.SecondMoments, state.Average, state.Kept }.OfType<IReadOnlyList<DenseLayer>>();
}
