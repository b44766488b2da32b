using DenseNetworks.Models;
using DenseNetworks.Network;
using Mnist.Digits;

namespace Mnist.Classifier;

public sealed partial class MnistClassifier
{
    private static readonly Lazy<MnistClassifier> Pretrained = new(ReadPretrained);

    /// <summary>
    /// Loads the classifier that comes with the package: trained on MNIST and on digits drawn by a program, augmented and
    /// spoilt in many ways, so that it reads other people's, other scanners' and bad digits too. It needs no file, no download
    /// and no libtorch. What it was trained on, how it scores and on what it fails is in docs/model-card.md of the repository.
    /// </summary>
    /// <returns>The classifier, the same object each time.</returns>
    public static MnistClassifier LoadPretrained() => Pretrained.Value;

    /// <summary>
    /// Makes the same classifier with weights of fewer binary digits: it takes less room as a zip, and answers nearly the same.
    /// With 8 digits, as bfloat16 has and as the classifier in the package was made, it takes less than half.
    /// </summary>
    /// <param name="digits">The number of binary digits of each weight that are kept, 2 to 24. Biases stay as they are.</param>
    /// <returns>The classifier. Its weights are floats as before, and scoring takes as long.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="digits"/> is below 2 or above 24.</exception>
    public MnistClassifier WithRoundedWeights(int digits) => new(_pipeline.With(WeightRounding.Round(Network, digits)));

    private static MnistClassifier ReadPretrained()
    {
        using var stream = DigitReader.OpenPretrained();
        return ModelFile.Read(stream, Make, $"The model in the package {DigitReader.Complaint}");
    }
}
