namespace DenseNetworks.ML.Onnx;

/// <summary>Describes an ONNX model to create: a network, and the names that its users see.</summary>
internal sealed record OnnxExport
{
    /// <summary>The name of the output with the probabilities, float32 <c>[batch, classes]</c>.</summary>
    public const string ScoreName = "Score";

    public required DenseNetwork Network { get; init; }

    /// <summary>Gets the name of the input, <c>[batch, features]</c>.</summary>
    public required string InputName { get; init; }

    /// <summary>Gets the name of the output with the index of the likeliest class, int64 <c>[batch]</c>.</summary>
    public required string ClassOutputName { get; init; }

    /// <summary>
    /// Gets the divisor of a uint8 input, which the graph divides by it; or null if the input is float32 and already scaled.
    /// </summary>
    public float? ByteDivisor { get; init; }
}
