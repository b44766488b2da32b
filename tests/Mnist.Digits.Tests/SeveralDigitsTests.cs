using Testing;

namespace Mnist.Digits.Tests;

/// <summary>Tests pictures of several handwritten digits, those in the folder Faults included.</summary>
public sealed class SeveralDigitsTests
{
    private static readonly DigitReader Reader = DigitReader.LoadPretrained();

    [Theory]
    [InlineData("several_2345678_row.png", "2345678")]
    [InlineData("several_4002_spaced.png", "4002")]
    [InlineData("several_679_close.png", "679")]
    [InlineData("several_25_close.png", "25")]
    [InlineData("several_38_spaced.png", "38")]
    [InlineData("several_82_far.png", "82")]
    public void A_row_of_digits_is_read_from_left_to_right(string file, string digits)
    {
        var found = Reader.ReadAll(Fault(file));

        found.Rows.Select(row => row.Text).Should().Equal(digits);
        found.Should().OnlyContain(digit => digit.Row == 0);
        found.Select(digit => digit.Bounds.Left).Should().BeInAscendingOrder();
    }

    [Fact]
    public void Blank_paper_has_no_digits()
    {
        var paper = new byte[200 * 300];
        Array.Fill(paper, (byte)230);

        var found = Reader.ReadAll(paper, height: 200, width: 300);

        found.Should().BeEmpty();
        found.Rows.Should().BeEmpty();
        found.ToString().Should().BeEmpty();
        (found.PictureSize.Width, found.PictureSize.Height).Should().Be((300, 200));
    }

    [Fact]
    public void A_buffer_of_the_wrong_size_is_rejected()
    {
        var read = () => Reader.ReadAll(new byte[10], height: 3, width: 4);

        read.Should().Throw<ArgumentException>().WithMessage("*3x4 has 12 pixels, but there are 10*");
    }

    private static string Fault(string name) => Path.Combine(AppContext.BaseDirectory, "Faults", name);
}
