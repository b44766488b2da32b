using Testing;

namespace Mnist.Classifier.Tests.Data.Csv;

/// <summary>Tables that attack the memory, or are not tables.</summary>
public sealed class HostileTableTests : IDisposable
{
    private const int OneGigabyte = 1 << 30;

    private readonly TemporaryFolder _folder = new();

    private string Table => _folder.File("digits.csv");

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("")]
    [InlineData("7,1,2,3,4")]
    [InlineData("label,a,b,c,d")]
    [InlineData("7,1,2,3,4\n")]
    [InlineData("label,a,b,c,d\n7,1,2,3,4\n8,")]
    public void A_line_of_a_gigabyte_of_zeros_is_rejected_in_little_memory(string before)
    {
        // A file without content behind its beginning: where the file system can, it takes no space.
        File.WriteAllText(Table, before);
        using (var file = File.OpenWrite(Table))
        {
            file.SetLength(OneGigabyte);
        }

        var allocated = GC.GetAllocatedBytesForCurrentThread();
        Reading().Should().Throw<InvalidDataException>().WithMessage(
            $"'{Table}': a line has more than * characters, too many for its columns. Pass a table of numbers.");
        (GC.GetAllocatedBytesForCurrentThread() - allocated).Should().BeLessThan(64 << 20);
    }

    [Fact]
    public void More_columns_than_an_image_can_have_are_rejected_in_little_memory()
    {
        File.WriteAllText(Table, new string(',', 8_000_000));

        var allocated = GC.GetAllocatedBytesForCurrentThread();
        Reading().Should().Throw<InvalidDataException>().WithMessage(
            $"'{Table}': the first line has 8000000 columns; an image has at most 1048576 pixels. Pass a table of images.");
        (GC.GetAllocatedBytesForCurrentThread() - allocated).Should().BeLessThan(64 << 20);
    }

    [Theory]
    [InlineData("7,1,2,3,1e999", "pixel 3")]
    [InlineData("7,1,2,3,99999999999999999999999999999999999999999999", "pixel 3")]
    [InlineData("7,1,2,3,∞", "pixel 3")]
    [InlineData("1e300,1,2,3,4", "label")]
    [InlineData("7,1,2,\0,4", "pixel 2")]
    [InlineData("7,1,2,\"3,4\n8,1,2,3,4", "column")]
    public void An_invalid_largest_pixel_is_rejected(string text, string message)
    {
        File.WriteAllText(Table, text);

        Reading().Should().Throw<InvalidDataException>().WithMessage($"*{message}*");
    }

    [Fact]
    public void As_many_columns_as_an_image_can_have_are_read()
    {
        File.WriteAllText(Table, "7" + string.Concat(Enumerable.Repeat(",1", 1 << 20)));

        var images = Reading()();

        (images.Height, images.Width).Should().Be((1024, 1024));
        images.GetPixels(0).IndexOfAnyExcept((byte)1).Should().Be(-1);
    }

    [Fact]
    public void A_line_may_have_64_characters_for_each_column()
    {
        var numbers = "7" + string.Concat(Enumerable.Repeat(",1", 100));
        var padded = numbers + new string(' ', (64 * 101) - numbers.Length);

        File.WriteAllText(Table, $"{numbers}\n{padded}");
        Reading()().Count.Should().Be(2);

        File.WriteAllText(Table, $"{numbers}\n{padded} ");
        Reading().Should().Throw<InvalidDataException>().WithMessage($"*more than {padded.Length} characters*");
    }

    [Fact]
    public void A_long_first_line_of_names_is_read()
    {
        var name = new string('n', 20_000);
        File.WriteAllText(Table, $"{name},{name},b,c,d\n7,1,2,3,4");

        Reading()().GetPixels(0).ToArray().Should().Equal(1, 2, 3, 4);
    }

    private Func<LabeledImages> Reading() =>
        () => LabeledImages.FromCsv(Table, new ImageSetLayout { ClassCount = 10, LabelColumn = 0, PixelMaximum = 255 });
}
