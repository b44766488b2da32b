using DenseNetworks;
using Microsoft.ML;
using Microsoft.ML.Data;
using Mnist.Classifier.Tests.Support.Zips;
using Testing;

namespace Mnist.Classifier.Tests.Loading;

/// <summary>Networks of other things than digits, in untrusted files.</summary>
public sealed class LoadDenseNetworkTests
{
    private readonly MLContext _ml = new(seed: 1);

    [Fact]
    public void Any_network_is_loaded_as_MLNet_loads_it()
    {
        using var folder = new TemporaryFolder();
        var points = Point.GenerateLabelled(_ml, count: 30);
        var pipeline = _ml.MulticlassClassification.Trainers.DenseNetwork(epochs: 1)
            .Append(_ml.Transforms.Conversion.MapKeyToValue("Class", "PredictedLabel"));
        _ml.Model.Save(pipeline.Fit(points), points.Schema, folder.File("points.zip"));

        var loaded = _ml.Model.LoadDenseNetwork(folder.File("points.zip"));

        var expected = _ml.Model.Load(folder.File("points.zip"), out var expectedSchema);
        Rows.ScoreBits(loaded.Transform(points)).Should().Equal(Rows.ScoreBits(expected.Transform(points)));
        Schemas.Describe(loaded.GetOutputSchema(expectedSchema)).Should()
            .Equal(Schemas.Describe(expected.GetOutputSchema(expectedSchema)));
    }

    [Fact]
    public void What_was_loaded_can_be_saved_and_a_stream_stays_open()
    {
        using var stream = new MemoryStream(SmallModel.Zip);

        var loaded = _ml.Model.LoadImageNetwork(stream);

        stream.Position.Should().Be(stream.Length);
        using var again = new MemoryStream();
        _ml.Model.Save(loaded, inputSchema: null, again);
        Loaded.ShouldBeTheSmallModel(again.ToArray());
    }

    [Fact]
    public void A_schema_of_the_input_that_is_damaged_or_a_bomb_is_not_read()
    {
        var zip = SmallModel.WithContent(SmallModel.Schema, _ => new byte[8 << 20]);

        _ml.Model.LoadImageNetwork(new MemoryStream(zip)).Should().NotBeNull();
    }

    [Fact]
    public void Other_steps_are_rejected_by_name()
    {
        var points = Point.GenerateLabelled(_ml, count: 30);

        using var zip = Save(_ml.Transforms.IndicateMissingValues("IsMissing", "Features").Fit(points), points.Schema);

        var load = () => _ml.Model.LoadDenseNetwork(zip);

        load.Should().Throw<InvalidDataException>().WithMessage(
            "The stream is not a network that can be loaded. It has a step of the kind 'NaIndicatorTransform'. Only these can be " +
            "loaded safely from untrusted files: Concatenate, ConvertType, CopyColumns, DenseNetwork, DropColumns, SelectColumns, MapKeyToValue, " +
            "MapKeyToVector, OneHotEncoding, MapValueToKey, Normalize…, ReplaceMissingValues. *mlContext.Model.Load.");
    }

    [Theory]
    [InlineData(@"\\machine\pictures")]
    [InlineData("//machine/pictures")]
    public void A_folder_of_pictures_on_another_machine_is_for_files_that_are_trusted(string folder)
    {
        var paths = _ml.Data.LoadFromEnumerable(new[] { new { ImagePath = "digit.png", Label = "1" } });
        var loading = _ml.Transforms.LoadDigitImages("Pixels", "ImagePath", imageFolder: folder).Fit(paths);
        using var chain = new TransformerChain<ITransformer>(loading, Transformers.Of(Networks.Random(1, 784, 3, 10)));
        using var zip = Save(chain, paths.Schema);

        var load = () => _ml.Model.LoadImageNetwork(zip);

        load.Should().Throw<InvalidDataException>()
            .WithMessage("*Its folder of pictures is on another machine.*mlContext.Model.Load.");
        zip.Position = 0;
        _ml.Model.Load(zip, out _).Should().NotBeNull();
    }

    [Fact]
    public void A_pipeline_without_a_network_is_rejected()
    {
        var images = MnistDataset.Generate(trainCount: 1, testCount: 1).Train.ToDataView(_ml);

        using var zip = Save(_ml.Transforms.NormalizePixels("Features", "Pixels").Fit(images), images.Schema);

        var load = () => _ml.Model.LoadImageNetwork(zip);

        load.Should().Throw<InvalidDataException>().WithMessage("*It contains no network*");
    }

    [Fact]
    public void Steps_for_images_are_only_loaded_with_networks_for_images()
    {
        var load = () => _ml.Model.LoadDenseNetwork(new MemoryStream(SmallModel.Zip));

        load.Should().Throw<InvalidDataException>()
            .WithMessage("*It has a step of the kind 'PixelNormalizing'. Only these can be loaded safely*");
    }

    [Fact]
    public void A_damaged_file_is_rejected_by_name()
    {
        using var folder = new TemporaryFolder();
        var path = folder.File("cut.zip");
        File.WriteAllBytes(path, SmallModel.Zip[..^1]);

        var load = () => _ml.Model.LoadDenseNetwork(path);

        load.Should().Throw<InvalidDataException>().WithMessage(
            $"'{path}' is not a network that can be loaded. *it was cut off*");
    }

    private MemoryStream Save(ITransformer model, DataViewSchema schema)
    {
        var zip = new MemoryStream();
        _ml.Model.Save(model, schema, zip);
        zip.Position = 0;
        return zip;
    }
}
