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
                $"{PixelCount} to {ClassCount}. DenseNetwork.Load takes networks of anything.");
        }

        if (network.ClassNames?.SequenceEqual(Enumerable.Range(0, ClassCount).Select(digit => $"{digit}")) != true)
        {
            throw new InvalidDataException(
                "Its classes are not the digits from 0 to 9, in this order. DenseNetwork.Load takes networks of anything.");
        }
    }
}
