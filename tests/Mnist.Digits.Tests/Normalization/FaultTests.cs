using Mnist.Digits.Normalization;
using Mnist.Digits.Pictures;

namespace Mnist.Digits.Tests.Normalization;

/// <summary>Synthetic pictures of kinds that are common and easily misread: see the folder Faults.</summary>
public sealed class FaultTests
{
    private static readonly DigitReader Reader = DigitReader.LoadPretrained();

    [Theory]
    [InlineData("box_around_4.png", 4)]
    [InlineData("box_tight_6.png", 6)]
    [InlineData("comb_3.png", 3)]
    [InlineData("comb_7.png", 7)]
    [InlineData("line_touching_3.png", 3)]
    [InlineData("line_touching_5.png", 5)]
    [InlineData("line_touching_7.png", 7)]
    [InlineData("ruled_blue_2.png", 2)]
    [InlineData("ruled_blue_3.png", 3)]
    [InlineData("ruled_blue_5.png", 5)]
    [InlineData("ruled_blue_7.png", 7)]
    public void Printed_lines_are_ignored(string file, int digit) => Read(file).Should().Be((digit, DigitFinding.Digit));

    [Theory]
    [InlineData("zero_fading_25.png", 0)]
    [InlineData("zero_fading_40.png", 0)]
    [InlineData("zero_fading_60.png", 0)]
    [InlineData("pencil_uneven_32x32_0.png", 0)]
    [InlineData("pencil_uneven_32x32_2.png", 2)]
    [InlineData("pencil_uneven_32x32_5.png", 5)]
    [InlineData("pencil_uneven_32x32_6.png", 6)]
    [InlineData("pencil_uneven_32x32_7.png", 7)]
    public void A_digit_with_fading_strokes_is_read(string file, int digit) =>
        Read(file).Should().Be((digit, DigitFinding.Digit));

    [Theory]
    [InlineData("figure_dark_square_2.png", 2)]
    [InlineData("figure_dark_square_3.png", 3)]
    [InlineData("figure_dark_square_4.png", 4)]
    [InlineData("figure_dark_square_5.png", 5)]
    [InlineData("figure_dark_square_7.png", 7)]
    [InlineData("figure_dark_square_no_axes_5.png", 5)]
    public void A_light_digit_in_a_dark_square_on_a_white_page_is_read(string file, int digit) =>
        Read(file).Should().Be((digit, DigitFinding.Digit));

    [Theory]
    [InlineData("red_on_blue_same_luma_3.png", 3)]
    [InlineData("red_on_green_6.png", 6)]
    public void Ink_as_bright_as_its_paper_is_read(string file, int digit) =>
        Read(file).Should().Be((digit, DigitFinding.Digit));

    [Theory]
    [InlineData("one_flag_20_50deg.png", 1)]
    [InlineData("one_flag_28x28.png", 1)]
    [InlineData("one_flag_30_35deg_slanted.png", 1)]
    [InlineData("one_flag_30_45deg.png", 1)]
    [InlineData("one_flag_40_45deg.png", 1)]
    [InlineData("one_printed_sans.png", 1)]
    [InlineData("seven_for_comparison.png", 7)]
    [InlineData("seven_wave_0.1.png", 7)]
    [InlineData("seven_wave_0.14.png", 7)]
    public void A_1_with_a_flag_and_a_wavy_7_are_read(string file, int digit) =>
        Read(file).Should().Be((digit, DigitFinding.Digit));

    [Theory]
    [InlineData("five_in_two_parts.png")]
    [InlineData("five_in_two_parts_28.png")]
    public void A_digit_in_separate_parts_is_read(string file) => Read(file).Should().Be((5, DigitFinding.Digit));

    [Theory]
    [InlineData("four_drop_shadow.png", 4)]
    [InlineData("dotted_zero.png", 0)]
    [InlineData("plain.pgm", 3)]
    public void Shadows_specks_and_file_formats_make_no_difference(string file, int digit) =>
        Read(file).Should().Be((digit, DigitFinding.Digit));

    [Theory]
    [InlineData("comb_3.png", 3)]
    [InlineData("line_touching_7.png", 7)]
    [InlineData("one_printed_sans.png", 1)]
    [InlineData("seven_for_comparison.png", 7)]
    public void A_digit_in_strong_noise_is_read(string file, int digit)
    {
        var paper = Resampling.Fit(PictureReader.Read(Path(file)), 1, 60);

        Reader.ReadImage(AddNoise(paper.Map(grey => 70 + (80 * grey / 255))))
            .Should().Match<DigitPrediction>(prediction => prediction.IsDigit && prediction.Digit == digit);
    }

    [Theory]
    [InlineData(40)]
    [InlineData(100)]
    [InlineData(400)]
    public void Noise_without_a_digit_is_blank(int side) =>
        Reader.ReadImage(AddNoise(new Plane(side, side).Map(_ => 130))).Finding.Should().Be(DigitFinding.Blank);

    [Theory]
    [InlineData("several_2345678_row.png")]
    [InlineData("several_25_close.png")]
    [InlineData("several_38_spaced.png")]
    [InlineData("several_4002_spaced.png")]
    [InlineData("several_679_close.png")]
    [InlineData("several_82_far.png")]
    [InlineData("shadow_band_105.jpg")]
    public void Several_digits_are_not_read_as_one(string file) =>
        Read(file).Finding.Should().BeOneOf(DigitFinding.SeveralDigits, DigitFinding.NoDigit);

    [Fact]
    public void Several_digits_are_reported_as_such()
    {
        var prediction = Reader.ReadImage(Path("several_38_spaced.png"));

        (prediction.Finding, prediction.IsDigit, $"{prediction}").Should().Be((DigitFinding.SeveralDigits, false, "several digits"));
    }

    [Fact]
    public void An_empty_file_is_reported_as_empty() =>
        FluentActions.Invoking(() => Read("empty.png")).Should().Throw<InvalidDataException>().WithMessage("*empty.png' is empty*");

    [Fact]
    public void An_image_is_read_the_same_on_many_threads()
    {
        var image = DigitImage.Load(Path("comb_3.png"));

        var digits = Enumerable.Range(0, 8).AsParallel().WithDegreeOfParallelism(8).Select(_ => Reader.ReadImage(image).Digit).ToList();

        digits.Should().AllBeEquivalentTo(3);
    }

    // The sum of twelve uniform numbers has a standard deviation of 1.
    private static DigitImage AddNoise(Plane picture)
    {
        var random = new Random(0);
        var noisy = picture.Map(grey => grey + (32 * (Enumerable.Range(0, 12).Sum(_ => random.NextSingle()) - 6)));
        return DigitImage.Normalize(
            Array.ConvertAll(noisy.Values.ToArray(), grey => (byte)Math.Clamp(MathF.Round(grey), 0, byte.MaxValue)), noisy.Height, noisy.Width);
    }

    private static (int Digit, DigitFinding Finding) Read(string file)
    {
        var prediction = Reader.ReadImage(Path(file));
        return (prediction.Digit, prediction.Finding);
    }

    private static string Path(string file) => System.IO.Path.Join(AppContext.BaseDirectory, "Faults", file);
}
