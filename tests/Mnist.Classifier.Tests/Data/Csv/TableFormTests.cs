using System.IO.Compression;
using Testing;

namespace Mnist.Classifier.Tests.Data.Csv;

/// <summary>Tables as people have them: each of 30 digits, three of each, drawn by a program.</summary>
public sealed class TableFormTests : IDisposable
{
    private static readonly string SampleTables = Path.Combine(
        Repository.Folder, "tests", "Mnist.Classifier.Tests", "Data", "SampleTables");

    private readonly TemporaryFolder _folder = new();

    private string Table => _folder.File("digits.csv");

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("label_last_with_names")]
    [InlineData("label_last_without_names")]
    [InlineData("index_column_first")]
    [InlineData("pixels_0_to_1")]
    [InlineData("semicolons")]
    [InlineData("tabs")]
    [InlineData("label_words")]
    public void Unambiguous_tables_are_read_as_the_same_digits(string name)
    {
        var expected = LabeledImages.FromCsv(Path.Combine(SampleTables, "label_first.csv.gz"), ImageSetLayout.Mnist);

        var images = LabeledImages.FromCsv(Path.Combine(SampleTables, $"{name}.csv.gz"));

        (images.Count, images.ClassCount, images.ClassNames).Should().Be((30, 10, null));
        images.CountByClass().Should().AllBeEquivalentTo(3);
        for (var i = 0; i < images.Count; i++)
        {
            images.GetLabel(i).Should().Be(expected.GetLabel(i));
            images.GetPixels(i).ToArray().Zip(expected.GetPixels(i).ToArray(), (pixel, other) => Math.Abs(pixel - other)).Max()
                .Should().BeLessThanOrEqualTo(1); // fractions have three decimals
        }
    }

    [Fact]
    public void Pixels_of_0_and_1_are_ink_of_full_strength()
    {
        var images = LabeledImages.FromCsv(Path.Combine(SampleTables, "pixels_binary_0_1.csv.gz"));

        images.CountByClass().Should().Equal(Enumerable.Repeat(3, 10));
        images.GetPixels(0).ToArray().Distinct().Should().BeEquivalentTo([0, 255]);
    }

    [Fact]
    public void The_digits_of_UCI_of_0_to_16_with_the_label_last_are_read()
    {
        var images = LabeledImages.FromCsv(Path.Combine(SampleTables, "label_last_8x8_0_to_16.csv.gz"));

        (images.Height, images.Width, images.ClassCount).Should().Be((8, 8, 10));
        images.GetPixels(0).ToArray().Max().Should().Be(255);
    }

    [Theory]
    [InlineData("1,90,2,3,200\n2,4,5,6,100\n")] // either column could be it
    [InlineData("1,90,2,3,200\n")] // and of one row nothing is known
    public void An_ambiguous_label_column_is_reported(string text)
    {
        File.WriteAllText(Table, text);

        var read = () => LabeledImages.FromCsv(Table);

        read.Should().Throw<InvalidDataException>()
            .WithMessage($"'{Table}': the label may be the first column or the last, *LabelColumn*^1*");
        LabeledImages.FromCsv(Table, new ImageSetLayout { LabelColumn = ^1 }).GetLabel(0).Should().Be(200);
        LabeledImages.FromCsv(Table, new ImageSetLayout { LabelColumn = 0 }).GetPixels(0).ToArray().Should()
            .Equal(90, 2, 3, 200);
    }

    [Fact]
    public void The_layout_of_the_label_takes_precedence_over_its_name()
    {
        File.WriteAllText(Table, "class,a,b,c,label\n7,0,2,3,200\n");

        var read = () => LabeledImages.FromCsv(Table);

        read.Should().Throw<InvalidDataException>().WithMessage("*columns 1 and 5 are both named as a label*");
        LabeledImages.FromCsv(Table, new ImageSetLayout { LabelColumn = 0 }).GetLabel(0).Should().Be(7);
    }

    [Theory]
    [InlineData(5)]
    [InlineData(-6)]
    public void A_column_that_does_not_exist_is_reported(int column)
    {
        File.WriteAllText(Table, "7,0,2,3,200\n");
        var layout = new ImageSetLayout { LabelColumn = column < 0 ? new Index(-column, fromEnd: true) : column };

        var read = () => LabeledImages.FromCsv(Table, layout);

        read.Should().Throw<InvalidDataException>()
            .WithMessage($"'{Table}' has 5 columns, and no column {layout.LabelColumn}*");
    }

    [Fact]
    public void The_column_of_the_label_does_not_number_the_rows_too()
    {
        File.WriteAllText(Table, "index,a,b,c\n1,4,5,6\n");

        var read = () => LabeledImages.FromCsv(Table, new ImageSetLayout { Height = 2, LabelColumn = 0 });

        read.Should().Throw<InvalidDataException>()
            .WithMessage($"'{Table}': 3 columns beside the label are not the pixels of 2 rows*");
    }

    [Theory]
    [InlineData("label,a,b,c,d\n7,0,2,3,12\n")]
    [InlineData("label,a,b,c,d\n7,0,2,3,1.5\n")]
    public void An_ambiguous_largest_pixel_is_reported(string text)
    {
        File.WriteAllText(Table, text);

        var read = () => LabeledImages.FromCsv(Table);

        read.Should().Throw<InvalidDataException>().WithMessage($"'{Table}': the largest pixel is *PixelMaximum*255.");
        LabeledImages.FromCsv(Table, new ImageSetLayout { PixelMaximum = 15 }).GetPixels(0)[1].Should().Be(34);
    }

    [Fact]
    public void Decimals_behind_a_comma_are_read_between_semicolons()
    {
        File.WriteAllText(Table, "label;a;b;c;d\n7;0,5;0;1;0,25\n");

        LabeledImages.FromCsv(Table).GetPixels(0).ToArray().Should().Equal(128, 0, 255, 64);
    }

    [Fact]
    public void Words_are_the_names_of_the_classes()
    {
        File.WriteAllText(Table, "dog,0,0,0,255\ncat,255,0,0,0\ndog,0,255,0,0\n");

        var images = LabeledImages.FromCsv(Table);

        images.ClassNames.Should().Equal("cat", "dog");
        Enumerable.Range(0, 3).Select(images.GetLabel).Should().Equal(1, 0, 1);
    }

    [Fact]
    public void Given_class_names_are_labels_too()
    {
        File.WriteAllText(Table, "dog,0,0,0,255\ncat,255,0,0,0\n");
        var layout = new ImageSetLayout { ClassNames = ["dog", "cat"] };

        Enumerable.Range(0, 2).Select(LabeledImages.FromCsv(Table, layout).GetLabel).Should().Equal(0, 1);
    }

    [Fact]
    public void A_word_among_numbers_is_no_class()
    {
        File.WriteAllText(Table, "7,0,0,0,255\nT,255,0,0,0\n");

        var read = () => LabeledImages.FromCsv(Table, new ImageSetLayout { LabelColumn = 0 });

        read.Should().Throw<InvalidDataException>().WithMessage("*row 2 *label is missing or not a number*");
    }

    [Fact]
    public void A_table_without_labels_is_read_if_the_layout_says_so()
    {
        File.WriteAllText(Table, "id,label,a,b,c,d\n1,7,0,0,0,255\n2,7,255,0,0,0\n");

        var images = LabeledImages.FromCsv(Table, new ImageSetLayout { HasLabels = false });

        images.Count.Should().Be(2);
        images.GetLabel(0).Should().Be(LabeledImages.MissingLabel);
        images.GetPixels(0).ToArray().Should().Equal(0, 0, 0, 255);
    }

    [Fact]
    public void The_second_table_has_the_form_of_the_first()
    {
        var digits = LabeledImages.FromCsv(Path.Combine(SampleTables, "label_last_without_names.csv.gz"), ImageSetLayout.Mnist);
        File.WriteAllText(Table, $"{string.Join(',', digits.GetPixels(29).ToArray())},9\n");

        var data = MnistDataset.FromCsv(Path.Combine(SampleTables, "label_last_without_names.csv.gz"), Table);

        data.Test.GetLabel(0).Should().Be(9);
        data.Test.GetPixels(0).ToArray().Should().Equal(digits.GetPixels(29).ToArray());
    }

    [Fact]
    public void Images_of_one_digit_alone_are_rejected()
    {
        File.WriteAllLines(Table, Enumerable.Range(0, 10).Select(digit => $"{string.Join(',', new byte[784])},{digit}"));

        var read = () => MnistDataset.FromCsv(Table, Table, ImageSetLayout.Mnist with { LabelColumn = 0, PixelMaximum = 255 });

        read.Should().Throw<InvalidDataException>().WithMessage($"'{Table}'*one digit alone, 0*LabelColumn*");
    }

    [Theory]
    [InlineData(0, "cut off")]
    [InlineData(7, "not a valid gzip file")]
    [InlineData(-1, "appended")]
    public void A_packed_table_that_is_not_whole_is_rejected(int cut, string message)
    {
        var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionMode.Compress, leaveOpen: true))
        {
            gzip.Write("label,a,b,c,d\n7,0,0,0,255\n"u8);
        }

        var bytes = packed.ToArray();
        File.WriteAllBytes(Table, cut switch
        {
            < 0 => [.. bytes, 1, 2, 3, 4, 5, 6, 7, 8],
            0 => bytes[..^3],
            _ => bytes[..cut],
        });

        var read = () => LabeledImages.FromCsv(Table);

        read.Should().Throw<InvalidDataException>().WithMessage($"'{Table}'*{message}*");
    }

    [Fact]
    public void A_packed_table_of_many_zeros_is_rejected_in_little_memory()
    {
        using (var file = File.Create(Table))
        using (var gzip = new GZipStream(file, CompressionLevel.Fastest))
        {
            var zeros = new byte[1 << 20];
            for (var i = 0; i < 256; i++)
            {
                gzip.Write(zeros);
            }
        }

        var allocated = GC.GetAllocatedBytesForCurrentThread();
        var read = () => LabeledImages.FromCsv(Table);

        read.Should().Throw<InvalidDataException>().WithMessage("*a line has more than * characters*");
        (GC.GetAllocatedBytesForCurrentThread() - allocated).Should().BeLessThan(64 << 20);
    }
}
