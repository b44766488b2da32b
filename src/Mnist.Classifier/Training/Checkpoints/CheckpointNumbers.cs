using Mnist.Classifier.Network;

namespace Mnist.Classifier.Training;

/// <summary>
/// The binary layout of the many numbers of a checkpoint: little-endian float32, layer by layer its weights and then its biases,
/// for the weights, the first moments, the second moments, then the averaged and the kept weights where there are any; at the
/// end the SHA-256 of all that.
/// </summary>
internal static class CheckpointNumbers
{
    public static void Write(Stream stream, EngineState state)
    {
        using var writer = new ChecksummedWriter(stream);
        foreach (var layer in SetsOf(state).SelectMany(layers => layers))
        {
            writer.Write(layer.Weights);
            writer.Write(layer.Biases);
        }

        writer.WriteChecksum();
    }

    /// <param name="stream">The numbers, to their end.</param>
    /// <param name="shapes">Layers of the same sizes.</param>
    /// <param name="fields">Which sets of numbers there are.</param>
    /// <exception cref="InvalidDataException">The bytes are damaged, or are not as many as the layers ask for.</exception>
    public static EngineState Read(Stream stream, IReadOnlyList<DenseLayer> shapes, CheckpointFields fields)
    {
        using var reader = new ChecksummedReader(stream);
        var state = new EngineState(
            fields.Step, ReadSet(), ReadSet(), ReadSet(), fields.HasAverage ? ReadSet() : null,
            fields.HasKeptWeights ? ReadSet() : null);
        reader.CheckChecksum();
        return state;

        DenseLayer[] ReadSet() => [.. shapes.Select(
            shape => new DenseLayer(reader.ReadFloats(shape.Weights.Length), reader.ReadFloats(shape.Biases.Length)))];
    }

    private static IEnumerable<IReadOnlyList<DenseLayer>> SetsOf(EngineState state) =>
        new[] { state.Weights, state.FirstMoments, state.SecondMoments, state.Average, state.Kept }.OfType<IReadOnlyList<DenseLayer>>();
}
