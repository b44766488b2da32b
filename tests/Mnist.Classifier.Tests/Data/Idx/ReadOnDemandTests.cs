using DenseNetworks.ML.Training;
using Microsoft.ML;
using Microsoft.ML.Data;
using Mnist.Classifier.Tests.Benchmarks;
using Testing;

namespace Mnist.Classifier.Tests.Data.Idx;

public sealed class ReadOnDemandTests : IDisposable
{
    private const int Count = 300;

    private readonly TemporaryFolder _folder = new();

    private string ImagesFile => _folder.File("images");

    private string LabelsFile => _folder.File("labels");

    public ReadOnDemandTests()
    {
        File.WriteAllBytes(ImagesFile, IdxFiles.Images(Count, 5, 3));
        File.WriteAllBytes(LabelsFile, IdxFiles.Labels([.. Enumerable.Range(0, Count).Select(i => (byte)(i % 10))]));
    }

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void The_images_are_those_that_are_read_whole(bool transposed)
    {
        var layout = new ImageSetLayout { Transposed = transposed };
        var whole = LabeledImages.FromIdx(ImagesFile, LabelsFile, layout);

        var onDemand = LabeledImages.FromIdx(ImagesFile, LabelsFile, layout, readOnDemand: true);

        (onDemand.Height, onDemand.Width).Should().Be((whole.Height, whole.Width));
        for (var i = 0; i < Count; i++)
        {
            onDemand.GetPixels(i).SequenceEqual(whole.GetPixels(i)).Should().BeTrue();
            onDemand.GetLabel(i).Should().Be(whole.GetLabel(i));
        }
    }

    [Fact]
    public void Cursors_side_by_side_read_every_image()
    {
        var ml = new MLContext();
        var view = LabeledImages.FromIdx(ImagesFile, LabelsFile, readOnDemand: true).ToDataView(ml);
        var expected = LabeledImages.FromIdx(ImagesFile, LabelsFile).ToDataView(ml).GetColumn<byte[]>("Pixels")
            .Select(Convert.ToHexString);

        var read = view.GetRowCursorSet(view.Schema, 4).AsParallel().SelectMany(cursor =>
        {
            using (cursor)
            {
                var rows = new List<string>();
                var getPixels = cursor.GetGetter<VBuffer<byte>>(view.Schema["Pixels"]);
                VBuffer<byte> pixels = default;
                while (cursor.MoveNext())
                {
                    getPixels(ref pixels);
                    rows.Add(Convert.ToHexString(pixels.GetValues()));
                }

                return rows;
            }
        });

        read.Should().BeEquivalentTo(expected);
    }

    [Fact]
    public void Reading_an_image_allocates_nothing()
    {
        var images = LabeledImages.FromIdx(ImagesFile, LabelsFile, readOnDemand: true);
        var pixels = new byte[images.PixelsPerImage];

        Allocations.Least(() => images.CopyPixels(7, pixels)).Should().Be(0);
    }

    [Fact]
    public void A_compressed_file_is_rejected_with_what_to_do()
    {
        File.WriteAllBytes(ImagesFile, IdxFiles.Gzip(IdxFiles.Images(Count, 5, 3)));

        Open().Should().Throw<InvalidDataException>().WithMessage($"*{ImagesFile}*compressed*gunzip*");
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(1)]
    public void A_file_of_another_length_is_rejected(int difference)
    {
        using (var file = File.OpenWrite(ImagesFile))
        {
            file.SetLength(file.Length + difference);
        }

        Open().Should().Throw<InvalidDataException>().WithMessage($"*{ImagesFile}*");
    }

    [LinuxFact]
    public void A_file_that_is_rejected_is_closed()
    {
        var read = () => LabeledImages.FromIdx(ImagesFile, LabelsFile, ImageSetLayout.Mnist, readOnDemand: true);

        read.Should().Throw<InvalidDataException>().WithMessage("*5x3*28x28*");

        OpenFiles.Paths().Should().NotContain(ImagesFile);
    }

    [Fact]
    public void A_file_that_is_cut_off_later_is_noticed()
    {
        if (OperatingSystem.IsWindows())
        {
            return; // an open file cannot be cut off there
        }

        var images = LabeledImages.FromIdx(ImagesFile, LabelsFile, readOnDemand: true);
        using (var file = new FileStream(ImagesFile, new FileStreamOptions { Mode = FileMode.Open, Access = FileAccess.Write, Share = FileShare.ReadWrite }))
        {
            file.SetLength(100);
        }

        images.Invoking(i => i.GetPixels(Count - 1).Length).Should().Throw<InvalidDataException>()
            .WithMessage($"*{ImagesFile}*longer*");
    }

    [Fact]
    public void A_replaced_file_is_still_read_as_it_was()
    {
        if (OperatingSystem.IsWindows())
        {
            return; // an open file cannot be replaced there
        }

        var images = LabeledImages.FromIdx(ImagesFile, LabelsFile, readOnDemand: true);
        var last = images.GetPixels(Count - 1).ToArray();

        images.Shuffle(1).SaveIdx(ImagesFile, LabelsFile);

        images.GetPixels(Count - 1).ToArray().Should().Equal(last);
        LabeledImages.FromIdx(ImagesFile, LabelsFile).Count.Should().Be(Count);
    }

    [LinuxFact]
    public void More_bytes_than_fit_one_array_are_read()
    {
        // Sparse: the file system keeps only what is written into it.
        const int Many = 3_000_000;
        var header = IdxFiles.Plain([Many, 28, 28], []);
        using (var file = File.Create(ImagesFile))
        {
            file.Write(header);
            file.SetLength(header.Length + (Many * 784L));
            file.Position = file.Length - 1;
            file.WriteByte(200);
        }

        File.WriteAllBytes(LabelsFile, IdxFiles.Labels(new byte[Many]));

        var images = LabeledImages.FromIdx(ImagesFile, LabelsFile, readOnDemand: true);

        images.GetPixels(Many - 1)[783].Should().Be(200);
        FluentActions.Invoking(() => LabeledImages.FromIdx(ImagesFile, LabelsFile)).Should().Throw<InvalidDataException>();
    }

    private Action Open() => () => LabeledImages.FromIdx(ImagesFile, LabelsFile, readOnDemand: true);
}
