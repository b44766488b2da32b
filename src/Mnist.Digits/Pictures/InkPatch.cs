namespace Mnist.Digits.Pictures;

/// <summary>A connected set of pixels darker than the paper.</summary>
/// <param name="Label">Its number in the labelled picture.</param>
/// <param name="Area">How many pixels it has.</param>
/// <param name="Box">What it fits in.</param>
/// <param name="BorderContact">How many of its pixels are on the picture's border.</param>
/// <param name="Thickness">The diameter, in pixels, of the largest disc inside it.</param>
internal readonly record struct InkPatch(int Label, int Area, Box Box, int BorderContact, float Thickness)
{
    /// <summary>Gets how blob-like it is: 1 for a disc, about 0.15 for a digit.</summary>
    public float Solidity => Thickness / Box.LongestSide;
}
