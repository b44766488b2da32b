using Mnist.Classifier.Tests.Support;

namespace Mnist.Classifier.Tests.Data.Csv;

/// <summary>Tables that are made to take memory, or are none.</summary>
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
    public void A_line_of_a_gigabyte_of_zeros_is_refused_in_little_memory(string before)
    {
        // A file without content behind its beginning: where the file system can, it takes no space.
        File.WriteAllText(Table, before);
        using (var file = File.OpenWrite(Table))
        {
            file.SetLength(OneGigabyte);
        }

        var allocated = GC.GetAllocatedBytesForCurrentThread();
        Reading().Should().Throw<InvalidDataException>().WithMessage($"'{Table}'*more than * characters*");
        (GC.GetAllocatedBytesForCurrentThread() - allocated).Should().BeLessThan(64 << 20);
    }

    [Fact]
    public void More_columns_than_an_image_can_have_are_refused_in_little_memory()
    {
        File.WriteAllText(Table, new string(',', 8_000_000));

        var allocated = GC.GetAllocatedBytesForCurrentThread();
        Reading().Should().Throw<InvalidDataException>().WithMessage("*8000000 columns*");
        (GC.GetAllocatedBytesForCurrentThread() - allocated).Should().BeLessThan(64 << 20);
    }

    [Theory]
    [InlineData("7,1,2,3,1e999", "pixel 3")]
    [InlineData("7,1,2,3,99999999999999999999999999999999999999999999", "pixel 3")]
    [InlineData("7,1,2,3,∞", "pixel 3")]
    [InlineData("1e300,1,2,3,4", "label")]
    [InlineData("7,1,2,\0,4", "pixel 2")]
    [InlineData("7,1,2,\"3,4\n8,1,2,3,4", "column")]
    public void What_is_no_number_of_a_pixel_is_refused(string text, string message)
    {
        File.WriteAllText(Table, text);

        Reading().Should().Throw<InvalidDataException>().WithMessage($"*{message}*");
    }

    [Fact]
    public void A_long_first_line_of_names_is_read()
    {
        var name = new string('n', 20_000);
        File.WriteAllText(Table, $"{name},{name},b,c,d\n7,1,2,3,4");

        Reading()().GetPixels(0).ToArray().Should().Equal(1, 2, 3, 4);
    }

    private Func<LabeledImages> Reading() => () => LabeledImages.FromCsv(Table, new ImageSetFormat { ClassCount = 10 });
}
