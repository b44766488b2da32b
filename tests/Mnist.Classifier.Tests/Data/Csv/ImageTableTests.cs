using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Testing;

namespace Mnist.Classifier.Tests.Data.Csv;

public sealed class ImageTableTests : IDisposable
{
    private static readonly ImageSetLayout LabelFirst = new() { LabelColumn = 0, PixelMaximum = 255 };

    private readonly TemporaryFolder _folder = new();

    private string Table => _folder.File("digits.csv");

    public void Dispose() => _folder.Dispose();

    [Property(MaxTest = 40)]
    public Property What_is_in_the_table_is_what_is_read() => Prop.ForAll(
        Gen.Choose(1, 9).ToArbitrary(),
        Gen.Choose(1, 12).ToArbitrary(),
        Arb.From<bool>(Gen.Elements(true, false)),
        (count, side, hasHeader) =>
        {
            var random = new Random(count * side);
            var pixels = new byte[count * side * side];
            random.NextBytes(pixels);
            var labels = Enumerable.Range(0, count).Select(_ => random.Next(10)).ToArray();
            var lines = pixels.Chunk(side * side).Zip(labels, (image, label) => $"{label},{string.Join(',', image)}");
            var header = $"label,{string.Join(',', Enumerable.Range(0, side * side).Select(i => $"pixel{i}"))}";
            File.WriteAllLines(Table, hasHeader ? lines.Prepend(header) : lines);

            var images = LabeledImages.FromCsv(Table, LabelFirst);

            images.ClassCount.Should().Be(labels.Max() + 1);
            (images.Count, images.Height, images.Width).Should().Be((count, side, side));
            for (var i = 0; i < count; i++)
            {
                images.GetLabel(i).Should().Be(labels[i]);
                images.GetPixels(i).SequenceEqual(pixels.AsSpan(i * side * side, side * side)).Should().BeTrue();
            }
        });

    [Fact]
    public void Many_rows_keep_their_order()
    {
        // More than one block of rows.
        const int Count = 12_000;
        File.WriteAllLines(
            Table, Enumerable.Range(0, Count).Select(i => $"{i % 10},{i % 256},{i / 256},{string.Join(',', new byte[398])}"));

        var images = LabeledImages.FromCsv(Table, LabelFirst);

        images.Count.Should().Be(Count);
        for (var i = 0; i < Count; i++)
        {
            var pixels = images.GetPixels(i);
            (images.GetLabel(i), pixels[0], pixels[1]).Should().Be((i % 10, (byte)i, (byte)(i / 256)));
        }
    }

    [Fact]
    public void The_layout_names_the_classes_and_transposes_the_images()
    {
        File.WriteAllText(Table, "2,1,2,3,4,5,6");
        var layout = LabelFirst with { ClassNames = ["a", "b"], FirstLabel = 1, Height = 2, Width = 3, Transposed = true };

        var images = LabeledImages.FromCsv(Table, layout);

        images.GetLabel(0).Should().Be(1);
        (images.Height, images.Width).Should().Be((2, 3));
        images.GetPixels(0).ToArray().Should().Equal(1, 3, 5, 2, 4, 6);
    }

    [Theory]
    [InlineData(2, 3)]
    [InlineData(2, null)]
    [InlineData(null, 3)]
    public void One_side_or_both_give_the_size(int? height, int? width)
    {
        File.WriteAllText(Table, "2,1,2,3,4,5,6");

        var images = LabeledImages.FromCsv(Table, LabelFirst with { Height = height, Width = width });

        (images.Height, images.Width).Should().Be((2, 3));
        images.GetPixels(0).ToArray().Should().Equal(1, 2, 3, 4, 5, 6);
    }

    [Theory]
    [InlineData(2, 4, "2x4")]
    [InlineData(4, null, "4 rows of equal length")]
    [InlineData(null, 4, "rows of 4")]
    public void A_size_that_the_columns_do_not_fit_is_reported(int? height, int? width, string asked)
    {
        File.WriteAllText(Table, "2,1,2,3,4,5,6");

        var read = () => LabeledImages.FromCsv(Table, LabelFirst with { Height = height, Width = width });

        read.Should().Throw<InvalidDataException>().WithMessage(
            $"'{Table}': 6 columns beside the label are not the pixels of {asked}. Pass another table, or set Height and Width of an " +
            "ImageSetLayout to what they are.");
    }

    [Theory]
    [InlineData("7,1,2,3,255\r\n\r\n8,1,2,3,4\r\n")]
    [InlineData("7,1,2,3,255\r8,1,2,3,4\r")]
    [InlineData("\"7\",\"1\",\"2\",\"3\",\"255\"\n8,1,2,3,4")]
    [InlineData("\n7, 1 ,\"2\",3.0,255\n8,1,2,3,4")]
    [InlineData("\uFEFFlabel,a,b,c,d\n7,1,2,3,255\n8,1,2,3,4\n")]
    [InlineData("label,\"a,x\",b,c,d\n7,1,2,3,255\n8,1,2,3,4\n")]
    [InlineData("label,a,b,c,d,\n7,1,2,3,255,\n8,1,2,3,4,\n")]
    [InlineData("\n// a remark\n7,1,2,3,255\n8,1,2,3,4\n")]
    [InlineData("label,a,b,c,d\r\n7,1,2,3,255\r\n// a remark, with a comma\r\n\r\n8,1,2,3,4")]
    [InlineData("\"7\" ,\" 1\",2e0,\t3,255.0\n8,1,2,3,4, ,\n")]
    public void Line_ends_quotes_spaces_and_byte_order_marks_do_not_matter(string text)
    {
        File.WriteAllText(Table, text);

        var images = LabeledImages.FromCsv(Table, LabelFirst);

        images.Count.Should().Be(2);
        images.GetLabel(0).Should().Be(7);
        images.GetPixels(0).ToArray().Should().Equal(1, 2, 3, 255);
    }

    [Theory]
    [InlineData("7,1,2,3,4\n7,1,2,3", "row 2 *pixel 3 (column 5) is missing*")]
    [InlineData("7,1,2,3,4\n7,1,2,3,4,5", "row 2 *more columns than the first line, which has 5*")]
    [InlineData("7,1,2,3,4\n7,1,2,3,4,,5", "row 2 *more columns than the first line*")]
    [InlineData(",1,2,3,4\n7,1,2,3,4", "row 1 *label is missing*HasHeader*")]
    [InlineData("x,0,1,2,3\n7,1,2,3,4", "row 1 *label is missing*HasHeader*")]
    [InlineData("label,a,b,c,d\n7,1,2,3,4,x", "row 1 *more columns*")]
    [InlineData("7,1,2,3,4\n\n7,1,x,3,4", "row 2 *pixel 1 (column 3) is missing or not a number*")]
    [InlineData("7,1,2,3,256", "row 1 *pixel 3 (column 5) is 256*")]
    [InlineData("7,1,2,3,-1", "row 1 *pixel 3 (column 5) is -1*")]
    [InlineData("7,1,2,3,0.5", "row 1 *pixel 3 (column 5) is 0.5*")]
    [InlineData("7,1,2,3,4\n10,1,2,3,4", "row 2 *label is 10*0 to 9*")]
    [InlineData("7,1,2,3,4\nx,1,2,3,4", "row 2 *label is missing or not a number*")]
    [InlineData("7,1,2,3", "*3 columns beside the label*a square*labels missing*Height and Width*")]
    [InlineData("7,1,2,3,4,5", "*5 columns beside the label*a square. There is one column too many: does one number the rows?*")]
    [InlineData("7", "*no comma, semicolon or tab*")]
    [InlineData("version https://git-lfs.github.com/spec/v1\noid sha256:0\n", "*is a pointer of Git LFS*git lfs pull*")]
    [InlineData("<!DOCTYPE html>\n<html>", "*is a web page*")]
    [InlineData("", "*is empty*")]
    [InlineData("label,a,b,c,d\n", "*no line of numbers*")]
    public void A_fault_is_named_with_the_file_and_the_row(string text, string message)
    {
        File.WriteAllText(Table, text);

        var read = () => LabeledImages.FromCsv(Table, LabelFirst with { ClassCount = 10 });

        read.Should().Throw<InvalidDataException>().WithMessage($"'{Table}'{(message[0] == '*' ? "" : ", ")}{message}");
    }

    [Theory]
    [InlineData("x,1,2,3,4\n7,1,2,3,4", null, 1, " (if it is a line of column names, set HasHeader)")]
    [InlineData("x,1,2,3,4\n7,1,2,3,4", false, 1, "")]
    [InlineData("7,1,2,3,4\nx,1,2,3,4", null, 2, "")]
    public void A_first_line_that_may_have_names_is_reported_as_such(string text, bool? hasHeader, int row, string hint)
    {
        File.WriteAllText(Table, text);

        var read = () => LabeledImages.FromCsv(Table, LabelFirst with { ClassCount = 10, HasHeader = hasHeader });

        read.Should().Throw<InvalidDataException>().WithMessage(
            $"'{Table}', row {row} (empty lines and names not counted): its label is missing or not a number{hint}. " +
            "Correct the line, or pass the right layout or file.");
    }

    [Theory]
    [InlineData(true, 1)]
    [InlineData(false, 2)]
    [InlineData(null, 2)]
    public void The_layout_can_say_whether_a_first_line_of_numbers_has_names(bool? hasHeader, int count)
    {
        File.WriteAllText(Table, "0,1,2,3,4\n7,9,9,9,9");

        LabeledImages.FromCsv(Table, LabelFirst with { HasHeader = hasHeader }).Count.Should().Be(count);
    }

    [Fact]
    public void A_name_that_would_be_a_pattern_elsewhere_is_that_of_one_file()
    {
        if (OperatingSystem.IsWindows())
        {
            return; // no file can be called so there
        }

        File.WriteAllText(_folder.File("a*b.csv"), "7,1,2,3,4");
        File.WriteAllText(_folder.File("a-b.csv"), "8,1,2,3,4");

        LabeledImages.FromCsv(_folder.File("a*b.csv"), LabelFirst).Count.Should().Be(1);
    }

    [LinuxFact]
    public void A_table_that_has_been_read_is_closed()
    {
        File.WriteAllText(Table, "7,1,2,3,4");

        LabeledImages.FromCsv(Table, LabelFirst);

        OpenFiles.Paths().Should().NotContain(Table);
    }

    [Fact]
    public void A_missing_file_is_named()
    {
        var read = () => LabeledImages.FromCsv(Table, LabelFirst);

        read.Should().Throw<FileNotFoundException>().WithMessage($"*{Table}*");
    }

    [Theory]
    [InlineData("de-DE")]
    [InlineData("ar-SA")]
    public void The_culture_changes_nothing(string culture)
    {
        var before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(culture);
            File.WriteAllText(Table, "7,1.0,2,3,4");

            LabeledImages.FromCsv(Table, LabelFirst).GetPixels(0).ToArray().Should().Equal(1, 2, 3, 4);
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }
}
