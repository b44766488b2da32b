using System.Runtime.InteropServices;
using System.Security.Cryptography;
using DenseNetworks;
using Mnist.Classifier;
using Mnist.Cli.Commands;

namespace Mnist.Cli.Results;

/// <summary>What is in a model.</summary>
internal sealed record ModelResult
{
    /// <summary>The model's file, or what it is called.</summary>
    public required string Model { get; init; }

    /// <summary>The SHA-256 of the file, in hexadecimal, or null for the model in the package.</summary>
    public required string? Sha256 { get; init; }

    /// <summary>The SHA-256 of the weights, in hexadecimal: of each layer's weights and biases as docs/model-format.md has them.</summary>
    public required string WeightsSha256 { get; init; }

    /// <summary>The sizes of the network's layers, from the pixels to the digits.</summary>
    public required IReadOnlyList<int> Network { get; init; }

    /// <summary>Whether its last output is for what is no digit.</summary>
    public required bool HasBackgroundClass { get; init; }

    /// <summary>How many weights and biases there are.</summary>
    public required long Parameters { get; init; }

    /// <summary>What the logits are divided by, so that the probabilities are right as often as they say.</summary>
    public required float Temperature { get; init; }

    /// <summary>The rejection threshold: the least in-distribution score of what counts as a digit; null if everything does.</summary>
    public required float? KnownThreshold { get; init; }

    /// <summary>How many epochs it was trained for, or null if that is not known.</summary>
    public required int? Epochs { get; init; }

    /// <summary>What it was trained by, <c>libtorch</c> or <c>managed</c>, or null if that is not known.</summary>
    public required string? Backend { get; init; }

    /// <summary>The epoch whose weights it has.</summary>
    public required int? BestEpoch { get; init; }

    /// <summary>How long the epochs took.</summary>
    public required double? Seconds { get; init; }

    /// <summary>The share of the training images that the last epoch classified rightly, 0 to 1.</summary>
    public required double? TrainingAccuracy { get; init; }

    /// <summary>Looks at a model.</summary>
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
