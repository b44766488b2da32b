using DenseNetworks;

namespace Mnist.Digits.SavedPipelines;

/// <summary>What makes a network one of digits: it takes 784 pixels to the digits from 0 to 9, in this order.</summary>
internal static class DigitNetwork
{
    public const int PixelCount = 28 * 28;
    public const int ClassCount = 10;

    /// <exception cref="InvalidDataException">The network is one of something else.</exception>
    public static void Require(DenseNetwork network)
    {
        if (network.InputSize != PixelCount || network.ClassCount != ClassCount)
        {
            throw new InvalidDataException(
                $"Its network takes {network.InputSize} features to {network.ClassCount} classes; one for digits takes " +
                $"{PixelCount} to {ClassCount}. Load it by DenseNetwork.Load.");
        }

        var names = network.ClassNames ?? [];
        if (!names.SequenceEqual(Enumerable.Range(0, ClassCount).Select(digit => $"{digit}")))
        {
            throw new InvalidDataException(
                $"Its classes are {string.Join(", ", names)}; those of a classifier of digits are 0 to 9, in this order. Load it by " +
                "DenseNetwork.Load.");
        }
    }
}
