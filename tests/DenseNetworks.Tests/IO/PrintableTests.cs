using DenseNetworks.IO;

namespace DenseNetworks.Tests.IO;

public sealed class PrintableTests
{
    [Theory]
    [InlineData("digits.zip")]
    [InlineData("C:\\new\\table.csv")]
    [InlineData("Zürich, 東京, القاهرة, नमस्ते")]
    [InlineData("\U0001F468\u200D\U0001F469\u200D\U0001F467")] // a family, joined by what has no width
    public void What_people_write_stays_as_it_is(string text) => Printable.Of(text).Should().Be(text);

    [Theory]
    [InlineData("\u001B]0;title\a", "\\u{1B}]0;title\\u{7}")]
    [InlineData("a\nmnist: all is well", "a\\u{A}mnist: all is well")]
    [InlineData("a\r\u0085\u2028\u2029b", "a\\u{D}\\u{85}\\u{2028}\\u{2029}b")]
    [InlineData("\u009B31m", "\\u{9B}31m")]
    [InlineData("x\u202Egnp.exe", "x\\u{202E}gnp.exe")]
    [InlineData("\u2066a\u2069\u200F\uFEFF", "\\u{2066}a\\u{2069}\\u{200F}\\u{FEFF}")]
    [InlineData("\U000E0041\0", "\\u{E0041}\\u{0}")]
    public void What_would_control_a_terminal_or_turn_letters_around_is_written_out(string text, string shown) =>
        Printable.Of(text).Should().Be(shown);

    [Fact]
    public void Of_a_long_text_both_ends_are_shown_and_how_much_is_not()
    {
        var shown = Printable.Of($"begin{new string('x', 100_000_000)}end");

        shown.Should().StartWith("beginx").And.EndWith("xend").And.Contain("99,999,708 characters left out");
        shown.Length.Should().BeLessThan(400);
    }

    [Fact]
    public void A_message_keeps_its_own_lines() =>
        Printable.Lines("one\n - two\u001B\r\nthree\rfour").Should().Be(
            string.Join(Environment.NewLine, "one", " - two\\u{1B}", "three\\u{D}four"));
}
