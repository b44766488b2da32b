using Mnist.Digits.Normalization;

namespace Mnist.Digits.Tests.Normalization;

public sealed class SizeNormalizationTests
{
    [Theory]
    [InlineData(400)] // shrunk
    [InlineData(40)] // enlarged
    public void Strokes_too_thin_and_weak_to_survive_are_no_ink(int side)
    {
        var weak = new Plane(side, side);
        weak.Row(side / 2).Fill(0.1f);
        var ink = new Ink(
            weak, Level: 1, new Box(0, 0, side - 1, side - 1), Solidity: 0.1f, IsOneOfSeveral: false, Likelihood: 1);

        SizeNormalization.Create(ink, SizeNormalization.MeanStrokeWidth).Should().HaveCount(784).And.OnlyContain(pixel => pixel == 0);
    }
}
