using Mnist.Digits.Pictures;

namespace Mnist.Digits.Tests.Pictures;

public sealed class ColourAxisTests
{
    private static readonly byte[] Red = [200, 40, 40];
    private static readonly byte[] BlueAsBright = [40, 90, 202];

    [Fact]
    public void Equally_bright_colours_differ_along_the_axis()
    {
        var axis = ColourAxis.Find(Alternating(Red, BlueAsBright), channels: 3);

        axis.Should().NotBeNull();
        (axis!.Value.X * axis.Value.Z).Should().BeNegative();
        (Math.Abs(axis.Value.X) + Math.Abs(axis.Value.Y) + Math.Abs(axis.Value.Z)).Should().BeApproximately(1, 1e-5f);
    }

    [Fact]
    public void There_is_no_axis_if_brightness_shows_the_ink() =>
        ColourAxis.Find(Alternating([250, 250, 240], [20, 30, 120]), channels: 3).Should().BeNull();

    [Fact]
    public void Blank_paper_has_no_axis_whatever_its_colour()
    {
        ColourAxis.Find(Alternating(Red, Red), channels: 3).Should().BeNull();
        ColourAxis.Find(Alternating([200, 180, 160], [203, 179, 157]), channels: 3).Should().BeNull("that is the noise of a camera");
    }

    [Fact]
    public void Transparent_pixels_are_ignored() =>
        ColourAxis.Find(Alternating([.. Red, 255], [.. BlueAsBright, 0]), channels: 4).Should().BeNull();

    private static byte[] Alternating(byte[] first, byte[] second) =>
        [.. Enumerable.Range(0, 1000).SelectMany(pixel => pixel % 4 == 0 ? first : second)];
}
