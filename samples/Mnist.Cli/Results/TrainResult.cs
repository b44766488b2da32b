using System.Text.Json.Serialization;

namespace Mnist.Cli.Results;

/// <summary>What came of a training.</summary>
internal sealed record TrainResult
{
    /// <summary>The share of the test images that is classified correctly, 0 to 1; with <see cref="Folds"/>, of all images.</summary>
    public required double Accuracy { get; init; }

    /// <summary>How long the training took, without the reading of the data.</summary>
    public required double Seconds { get; init; }

    /// <summary>How many epochs are done.</summary>
    public required int Epochs { get; init; }

    /// <summary>The file that the model is in.</summary>
    public required string Model { get; init; }

    /// <summary>The recipe's name.</summary>
    public required string Recipe { get; init; }

    /// <summary>The sizes of the network's layers, from the pixels to the digits.</summary>
    public required IReadOnlyList<int> Network { get; init; }

    /// <summary>Decides every random number.</summary>
    public required int Seed { get; init; }

    /// <summary>What multiplied the matrices: <c>libtorch</c> or <c>managed</c>.</summary>
    public required string Backend { get; init; }

    /// <summary>Where the digits come from.</summary>
    public required string Data { get; init; }

    /// <summary>Whether the training ended too early: then the model is the best there was by then.</summary>
    public required bool Interrupted { get; init; }

    /// <summary>How many images the accuracy is of.</summary>
    public required int Images { get; init; }

    /// <summary>
    /// In how many parts the images were divided, each of which was read by a model that learned from the others; null where there are
    /// test images.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? Folds { get; init; }
}
