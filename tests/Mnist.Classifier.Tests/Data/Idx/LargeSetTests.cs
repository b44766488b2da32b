using System.Globalization;
using Testing;

namespace Mnist.Classifier.Tests.Data.Idx;

/// <summary>Ten times as many images as MNIST has, read in a process of their own.</summary>
public sealed class LargeSetTests : IDisposable
{
    private const int Count = 600_000;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("whole", 700)]
    [InlineData("on-demand", 150)]
    public void It_is_read_as_data_in_little_more_memory_than_its_bytes(string how, int maxMegabytes)
    {
        var header = IdxFiles.Plain([Count, 28, 28], []);
        using (var images = File.Create(_folder.File("images")))
        {
            images.Write(header);
            images.SetLength(header.Length + (Count * 784L));
        }

        File.WriteAllBytes(_folder.File("labels"), IdxFiles.Labels(new byte[Count]));

        var output = DotNet.Run(
            _folder.Path, Repository.OtherProgram, "read-images", _folder.File("images"), _folder.File("labels"), how);

        output[0].Should().Be("600000");
        int.Parse(output[1], CultureInfo.InvariantCulture).Should().BeInRange(10, maxMegabytes);
    }
}
