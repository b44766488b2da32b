using System.Runtime.InteropServices;
using System.Security.Cryptography;
using DenseNetworks;
using Mnist.Classifier;
using Mnist.Cli.Commands;

namespace Mnist.Cli.Results;

/// <summary>The properties of a model.</summary>
internal sealed record ModelResult
{
    /// <summary>The file of the model, or its name.</summary>
    public required string Model { get; init; }

    /// <summary>The SHA-256 of the file, in hexadecimal, or null for the model in the package.</summary>
    public required string? Sha256 { get; init; }

    /// <summary>
    /// The SHA-256 of the weights, in hexadecimal: of each layer's weights and biases as docs/model-format.md has them.
    /// </summary>
    public required string WeightsSha256 { get; init; }

    /// <summary>The sizes of the layers of the network, from the pixels to the digits.</summary>
    public required IReadOnlyList<int> Network { get; init; }

    /// <summary>Whether its last output is for images that are not digits.</summary>
    public required bool HasBackgroundClass { get; init; }

    /// <summary>The number of weights and biases.</summary>
    public required long Parameters { get; init; }

    /// <summary>The divisor of the logits that calibrates the probabilities.</summary>
    public required float Temperature { get; init; }

    /// <summary>The rejection threshold: the lowest in-distribution score of accepted images, or null if all are.</summary>
    public required float? KnownThreshold { get; init; }

    /// <summary>The number of epochs of its training, or null if that is not known.</summary>
    public required int? Epochs { get; init; }

    /// <summary>The backend of its training, <c>libtorch</c> or <c>managed</c>, or null if that is not known.</summary>
    public required string? Backend { get; init; }

    /// <summary>The seed of its training, or null if that is not known.</summary>
    public required int? Seed { get; init; }

    /// <summary>The number of images in a batch of its training, or null if that is not known.</summary>
    public required int? BatchSize { get; init; }

    /// <summary>The epoch whose weights it has.</summary>
    public required int? BestEpoch { get; init; }

    /// <summary>The duration of the epochs.</summary>
    public required double? Seconds { get; init; }

    /// <summary>The fraction of the training images that the last epoch classified correctly, 0 to 1.</summary>
    public required double? TrainingAccuracy { get; init; }

    /// <summary>Gets the properties of a model.</summary>
    public static ModelResult Of(MnistClassifier classifier, string name, string? file)
    {
        var (network, history) = (classifier.Network, classifier.History);
        return new ModelResult
        {
            Model = name,
            Sha256 = file is null ? null : HashFile(file),
            WeightsSha256 = HashWeights(network),
            Network = NetworkSizes.Of(network),
            HasBackgroundClass = network.HasBackgroundClass,
            Parameters = network.ParameterCount,
            Temperature = network.Temperature,
            KnownThreshold = network.RejectionThreshold,
            Epochs = history?.Epochs.Count,
            Backend = BackendOption.NameOf(history?.Backend),
            Seed = history?.Seed,
            BatchSize = history?.BatchSize,
            BestEpoch = history?.BestEpoch,
            Seconds = history?.Epochs.Sum(epoch => epoch.Duration.TotalSeconds),
            TrainingAccuracy = history?.Epochs[^1].Accuracy,
        };
    }

    private static string HashFile(string path)
    {
        using var file = File.OpenRead(path);
        return Convert.ToHexStringLower(SHA256.HashData(file));
    }

    private static string HashWeights(DenseNetwork network)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var layer in network.Layers)
        {
            hash.AppendData(MemoryMarshal.AsBytes(layer.Weights));
            hash.AppendData(MemoryMarshal.AsBytes(layer.Biases));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
