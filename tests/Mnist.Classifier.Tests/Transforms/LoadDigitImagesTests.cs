using DenseNetworks;
using Microsoft.ML;
using Microsoft.ML.Data;
using Mnist.Digits.Pictures;
using Testing;

namespace Mnist.Classifier.Tests.Transforms;

public sealed class LoadDigitImagesTests : IDisposable
{
    private static readonly LabeledImages Digits = MnistDataset.Generate(300, 10, seed: 5).Train;

    private readonly MLContext _ml = new(seed: 1);
    private readonly TemporaryFolder _folder = new();

    public LoadDigitImagesTests()
    {
        for (var i = 0; i < 3; i++)
        {
            File.WriteAllBytes(
                _folder.File($"{i}.png"), PictureEncoder.Png(new GreyPicture(28, 28, Digits.GetPixels(i).ToArray())));
        }

        File.WriteAllBytes(_folder.File("blank.png"), PictureEncoder.Png(new GreyPicture(28, 28, new byte[784])));
    }

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(null)]
    [InlineData("IsBlank")]
    public void It_keeps_the_contract_of_an_estimator(string? isBlankColumnName) => EstimatorContract.Check(
        _ml,
        _ml.Transforms.LoadDigitImages("Pixels", "ImagePath", _folder.Path, isBlankColumnName),
        Paths("0.png"),
        unfitForTraining: [],
        unfit: [_ml.Data.LoadFromEnumerable([new Unfit { ImagePath = 1 }]), _ml.Data.LoadFromEnumerable([new Empty()])]);

    [Fact]
    public void Paths_become_pixels_relative_to_the_folder_or_absolute()
    {
        var pixels = Load(Paths("0.png", _folder.File("1.png"), "2.png"), _folder.Path)
            .GetColumn<VBuffer<byte>>("Pixels").Select(row => row.DenseValues().ToArray()).ToList();

        pixels.Should().HaveCount(3);
        for (var i = 0; i < 3; i++)
        {
            pixels[i].Should().Equal(Digits.GetPixels(i).ToArray());
        }
    }

    [Fact]
    public void Without_a_folder_absolute_paths_will_do() =>
        Load(Paths(_folder.File("0.png")), imageFolder: null).GetColumn<VBuffer<byte>>("Pixels").Single().DenseValues()
            .Should().Equal(Digits.GetPixels(0).ToArray());

    [Fact]
    public void Blank_pictures_are_told_apart()
    {
        var loaded = Load(Paths("0.png", "blank.png", "1.png"), _folder.Path);

        loaded.GetColumn<bool>("IsBlank").Should().Equal(false, true, false);
        loaded.GetColumn<VBuffer<byte>>("Pixels").Select(pixels => pixels.DenseValues().Any(pixel => pixel > 0))
            .Should().Equal(true, false, true);
    }

    [Fact]
    public void Slots_are_named_as_those_of_labeled_images_are()
    {
        VBuffer<ReadOnlyMemory<char>> names = default;
        VBuffer<ReadOnlyMemory<char>> expected = default;

        Load(Paths("0.png"), _folder.Path).Schema["Pixels"].GetSlotNames(ref names);
        Digits.ToDataView(_ml).Schema["Pixels"].GetSlotNames(ref expected);

        names.DenseValues().Select(name => name.ToString()).Should()
            .Equal(expected.DenseValues().Select(name => name.ToString()));
    }

    [Fact]
    public void A_pipeline_that_starts_with_it_predicts_from_a_path_after_loading_and_is_a_classifier()
    {
        var (zip, network) = SavePipeline();

        var loaded = new MLContext().Model.Load(zip, out _);

        using var engine = new MLContext().Model.CreatePredictionEngine<Picture, Prediction>(loaded);
        var classifier = MnistClassifier.Load(zip);
        for (var i = 2; i >= 0; i--)
        {
            var expected = new float[10];
            network.ComputeProbabilities(Array.ConvertAll(Digits.GetPixels(i).ToArray(), pixel => pixel / 255f), expected);
            engine.Predict(new Picture { ImagePath = $"{i}.png" }).Score.Should().Equal(expected);
            classifier.PredictImage(_folder.File($"{i}.png")).Probabilities.Should().Equal(expected);
        }
    }

    [Theory]
    [InlineData("", "Row 0 has no path in column 'ImagePath'*")]
    [InlineData("missing.png", "*missing.png*")]
    [InlineData("note.png", "*note.png*PNG, JPEG, BMP, GIF, PGM, PPM or PBM*")]
    public void A_picture_that_cannot_be_read_is_named(string path, string message)
    {
        File.WriteAllText(_folder.File("note.png"), "not a picture");

        var read = () => Load(Paths(path), _folder.Path).Preview();

        // ML.NET wraps what its worker threads meet.
        var error = read.Should().Throw<Exception>().Which.GetBaseException();
        error.Should().Match(e => e is FileNotFoundException || e is InvalidDataException);
        error.Message.Should().Match(message);
    }

    [Fact]
    public void Every_thread_of_a_cursor_set_reads_its_own_rows()
    {
        var data = Load(Paths([.. Enumerable.Range(0, 200).Select(i => $"{i % 3}.png")]), _folder.Path);

        Parallel.For(0, 4, _ => data.GetColumn<VBuffer<byte>>("Pixels").Select(pixels => pixels.GetValues().ToArray())
            .Zip(Enumerable.Range(0, 200)).Should()
                .OnlyContain(pair => pair.First.SequenceEqual(Digits.GetPixels(pair.Second % 3).ToArray())));
    }

    [Theory]
    [InlineData("", "ImagePath", null)]
    [InlineData("Pixels", "", null)]
    [InlineData("Pixels", "ImagePath", "")]
    [InlineData("Pixels", "ImagePath", "Pixels")]
    public void Names_that_are_empty_or_the_same_are_rejected(string output, string input, string? isBlank)
    {
        var load = () => _ml.Transforms.LoadDigitImages(output, input, isBlankColumnName: isBlank);

        load.Should().Throw<ArgumentException>();
    }

    private (string Zip, DenseNetwork Network) SavePipeline()
    {
        var images = Digits.ToDataView(_ml);
        var trained = _ml.Transforms.NormalizePixels("Features", "Pixels")
            .Append(_ml.MulticlassClassification.Trainers.DenseNetwork(hiddenLayers: [16], epochs: 1)).Fit(images);
        var paths = Paths("0.png");
        var loading = _ml.Transforms.LoadDigitImages("Pixels", "ImagePath", _folder.Path).Fit(paths);
        _ml.Model.Save(new TransformerChain<ITransformer>(loading, trained), paths.Schema, _folder.File("mnist.zip"));
        return (_folder.File("mnist.zip"), trained.LastTransformer.Network);
    }

    private IDataView Load(IDataView paths, string? imageFolder) =>
        _ml.Transforms.LoadDigitImages("Pixels", "ImagePath", imageFolder, "IsBlank").Fit(paths).Transform(paths);

    private IDataView Paths(params string[] paths) =>
        _ml.Data.LoadFromEnumerable(paths.Select(path => new Picture { ImagePath = path }).ToList());

    private sealed class Picture
    {
        public string ImagePath { get; set; } = "";
    }

    private sealed class Prediction
    {
        public float[] Score { get; set; } = [];
    }

    private sealed class Unfit
    {
        public float ImagePath { get; set; }
    }

    private sealed class Empty
    {
        public float Weight { get; set; }
    }
}
