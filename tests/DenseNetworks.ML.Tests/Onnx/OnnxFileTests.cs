using DenseNetworks;
using DenseNetworks.ML;
using Testing;

namespace DenseNetworks.ML.Tests.Onnx;

public sealed class OnnxFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly DenseNetworkTransformer _transformer = Transformers.Of(Networks.Random(1, 4, 3, 2));

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void An_existing_file_is_replaced_by_the_whole_model()
    {
        File.WriteAllText(_folder.File("model.onnx"), "what was there");

        _transformer.ExportOnnx(_folder.File("model.onnx"));

        File.ReadAllBytes(_folder.File("model.onnx")).Should().Equal(Transformers.ExportOnnx(_transformer));
        _folder.FileNames().Should().Equal("model.onnx");
    }

    [Fact]
    public void A_model_above_two_gigabytes_is_refused_and_an_existing_file_stays()
    {
        File.WriteAllText(_folder.File("model.onnx"), "what was there");
        var layer = new DenseLayer(new float[1024 * 1024], new float[1024]); // one in memory, many in the network
        var large = Transformers.Of(new DenseNetwork([.. Enumerable.Repeat(layer, 512)]));

        var export = () => large.ExportOnnx(_folder.File("model.onnx"));

        export.Should().Throw<NotSupportedException>().WithMessage("*537395200 parameters*at most 2147483647 bytes*");
        File.ReadAllText(_folder.File("model.onnx")).Should().Be("what was there");
        _folder.FileNames().Should().Equal("model.onnx");
    }

    [Fact]
    public void A_stream_need_not_seek_and_stays_open()
    {
        using var pipe = new MemoryStream();

        _transformer.ExportOnnx(new ForwardOnly(pipe));

        pipe.CanWrite.Should().BeTrue();
        pipe.ToArray().Should().Equal(Transformers.ExportOnnx(_transformer));
    }

    [Fact]
    public void A_closed_stream_is_refused()
    {
        var closed = new MemoryStream();
        closed.Dispose();

        var export = () => _transformer.ExportOnnx(closed);

        export.Should().Throw<ArgumentException>().WithMessage("The stream cannot be written to*");
    }

    [Fact]
    public void Nothing_is_no_place_to_write_to()
    {
        _transformer.Invoking(transformer => transformer.ExportOnnx((Stream)null!)).Should().Throw<ArgumentNullException>();
        _transformer.Invoking(transformer => transformer.ExportOnnx((string)null!)).Should().Throw<ArgumentNullException>();
        _transformer.Invoking(transformer => transformer.ExportOnnx("")).Should().Throw<ArgumentException>();
    }

    [Fact]
    public void A_missing_folder_is_named()
    {
        var export = () => _transformer.ExportOnnx(Path.Combine(_folder.Path, "missing", "model.onnx"));

        export.Should().Throw<DirectoryNotFoundException>().WithMessage("*missing*");
    }
}
