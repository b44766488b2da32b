namespace Mnist.Digits.Pages;

/// <summary>What lies between two places where a group of ink may be cut, and how much it is like a digit.</summary>
/// <param name="From">The place on the left, of all of the group's.</param>
/// <param name="To">The place on the right.</param>
/// <param name="Read">The ink, and what it is read as.</param>
/// <param name="Features">What its score is made of: see <see cref="SegmentScore"/>.</param>
internal sealed record Segment(int From, int To, ReadMark Read, float[] Features)
{
    /// <summary>Gets the logarithm of how likely it is to be one of the digits, beside other segments.</summary>
    public float Score { get; } = SegmentScore.Of(Features);

    /// <summary>Gets a value indicating whether it is a digit, and not something else.</summary>
    public bool IsDigit => Features[SegmentScore.Digit] != 0;

    /// <summary>Gets a value indicating whether it is a piece of ink that is neither cut nor joined.</summary>
    public bool IsWhole => Features[SegmentScore.Whole] != 0;
}
