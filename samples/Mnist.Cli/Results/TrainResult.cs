using System.Text.Json.Serialization;

namespace Mnist.Cli.Results;

/// <summary>The result of a training.</summary>
internal sealed record TrainResult
{
    /// <summary>
    /// The fraction of the test images that is classified correctly, 0 to 1; with <see cref="Folds"/>, of all images.
    /// </summary>
    public required double Accuracy { get; init; }

    /// <summary>The duration of the training, without reading the data.</summary>
    public required double Seconds { get; init; }

    /// <summary>The number of completed epochs.</summary>
    public required int Epochs { get; init; }

    /// <summary>The file of the model.</summary>
    public required string Model { get; init; }

    /// <summary>The name of the recipe.</summary>
    public required string Recipe { get; init; }

    /// <summary>The sizes of the layers of the network, from the pixels to the digits.</summary>
    public required IReadOnlyList<int> Network { get; init; }

    /// <summary>The seed of all random numbers.</summary>
    public required int Seed { get; init; }

    /// <summary>The backend: <c>libtorch</c> or <c>managed</c>.</summary>
    public required string Backend { get; init; }

    /// <summary>Where the digits come from.</summary>
    public required string Data { get; init; }

    /// <summary>Whether the training was interrupted: then the model is the best so far.</summary>
    public required bool Interrupted { get; init; }

    /// <summary>The number of images that the accuracy is computed from.</summary>
    public required int Images { get; init; }

    /// <summary>
    /// The number of folds of the cross-validation, or null if there are test images.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? Folds { get; init; }
}
