using DenseNetworks;

namespace Mnist.Digits.SavedPipelines;

/// <summary>The shape of a digit network: 784 pixels in, the classes 0 to 9 out, in this order.</summary>
internal static class DigitNetwork
{
    public const int PixelCount = 28 * 28;
    public const int ClassCount = 10;

    /// <exception cref="InvalidDataException">The network has another shape, or other classes.</exception>
    public static void Require(DenseNetwork network)
    {
        if (network.InputSize != PixelCount || network.ClassCount != ClassCount)
        {
            throw new InvalidDataException(
                $"Its network has {network.InputSize} features and {network.ClassCount} classes; one for digits has " +
                $"{PixelCount} and {ClassCount}. DenseNetwork.Load loads networks of any kind.");
        }

        if (network.ClassNames?.SequenceEqual(Enumerable.Range(0, ClassCount).Select(digit => $"{digit}")) != true)
        {
            throw new InvalidDataException(
                "Its classes are not the digits from 0 to 9, in this order. DenseNetwork.Load loads networks of any kind.");
        }
    }
}
