using DenseNetworks;
using DenseNetworks.ML;
using Microsoft.ML;
using Microsoft.ML.Data;
using Mnist.Classifier.Tests.Data;
using Testing;

namespace Mnist.Classifier.Tests.Documentation;

/// <summary>They change the working folder and the environment, so no other test may run beside them.</summary>
[Collection(MnistEnvironmentCollection.Name)]
public sealed class ReadmeTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly string _workingFolder = Directory.GetCurrentDirectory();
    private readonly string? _dataFolder = Environment.GetEnvironmentVariable(MnistFactAttribute.Variable);

    public ReadmeTests()
    {
        Directory.SetCurrentDirectory(_folder.Path);
        Environment.SetEnvironmentVariable(MnistFactAttribute.Variable, null);
    }

    public void Dispose()
    {
        Directory.SetCurrentDirectory(_workingFolder);
        Environment.SetEnvironmentVariable(MnistFactAttribute.Variable, _dataFolder);
        _folder.Dispose();
    }

    [Fact]
    public async Task Digits_are_trained_saved_loaded_and_predicted()
    {
        SaveMnist(MnistDataset.Generate(500, 100), _folder.File("mnist"));
        Environment.SetEnvironmentVariable(MnistFactAttribute.Variable, _folder.File("mnist"));

        await ReadmeSnippets.TrainDigits();
        File.Exists("mnist.zip").Should().BeTrue();
        ReadmeSnippets.PredictDigits(MnistDataset.Generate(1, 7).Test.GetPixels(6).ToArray());
        PictureFiles.Write("photo.jpg", MnistDataset.Generate(1, 7).Test.GetPixels(6).ToArray(), 28, 28);
        ReadmeSnippets.PredictPicture();
        ReadmeSnippets.ReadPicture();
    }

    [Fact]
    public void Digits_come_from_anywhere()
    {
        var data = MnistDataset.Generate(100, 50);
        SaveMnist(data, "my-digits");
        SavePictures(data.Train, "photos");
        SaveTable(data.Train, "train.csv");
        SaveTable(data.Test, "test.csv");
        data.Train.SaveIdx("images.gz", "labels.gz");

        ReadmeSnippets.DigitsFromAnywhere();
    }

    [Fact]
    public void Paths_of_pictures_go_through_a_pipeline()
    {
        var data = MnistDataset.Generate(500, 20);
        SavePictures(data.Test, "photos");
        var ml = new MLContext(seed: 1);
        var paths = Directory.GetFiles("photos", "*", SearchOption.AllDirectories)
            .Select(path => new Photo { ImagePath = Path.GetRelativePath("photos", path) });
        var model = MnistClassifier.Train(data, TrainingRecipe.Tutorial with { Epochs = 1 }).Transformer;

        var scored = ReadmeSnippets.PicturesInAPipeline(ml, ml.Data.LoadFromEnumerable(paths), model);

        scored.GetColumn<int>("Digit").Should().HaveCount(20);
    }

    [Fact]
    public async Task A_download_takes_the_callers_client_and_folder()
    {
        var client = new HttpClient(new Refusal());
        var progress = new Reporter<MnistDownloadProgress>(_ => { });

        var download = () => ReadmeSnippets.DownloadWithProgress(client, progress, CancellationToken.None);

        (await download.Should().ThrowAsync<MnistDownloadException>()).WithMessage($"*404*{_folder.File("data")}*");
    }

    [Fact]
    public void The_classifier_and_the_network_recognize_what_is_not_a_digit()
    {
        var data = MnistDataset.Generate(1_000, 10);
        var ml = new MLContext(seed: 1);
        var blank = new byte[784];
        var model = ml.Transforms.NormalizePixels("Features", "Pixels")
            .Append(ml.MulticlassClassification.Trainers.DenseNetwork(
                new DenseNetworkTrainer.Options { Recipe = TrainingRecipe.Fast with { BackgroundClass = true } }))
            .Fit(ReadmeSnippets.NonDigitsOfOnesOwn(data, new byte[100 * 784], 100).Train.ToDataView(ml));

        ReadmeSnippets.TellsNonDigits(data, blank); // of so few digits, it may be right or wrong
        ReadmeSnippets.AsksTheNetwork(model, new float[784], new float[10]).Should().BeFalse();
    }

    [Fact]
    public void Images_that_are_not_digits_are_learned_by_name()
    {
        var digits = MnistDataset.Generate(260, 10).Train;
        digits.SaveIdx("images.gz", "labels.gz");
        new LabeledImages(new byte[26 * 784], Enumerable.Range(1, 26).Select(i => (byte)i).ToArray(), 28, 28, 27)
            .SaveIdx("letters-images.gz", "letters-labels.gz");
        File.WriteAllLines("shapes.csv", [$"circle,{string.Join(',', new byte[16 * 24])}", $"square,{string.Join(',', new byte[16 * 24])}"]);
        foreach (var animal in new[] { "cat", "dog" })
        {
            Directory.CreateDirectory(Path.Combine("animals", animal));
            PictureFiles.Write(Path.Combine("animals", animal, "one.png"), new byte[9], 3, 3);
        }

        ReadmeSnippets.OtherImages(new MLContext(seed: 1));
    }

    [Fact]
    public void Sets_are_created_from_sets_and_saved()
    {
        ReadmeSnippets.SetsOfSets(MnistDataset.Generate(1000, 10));

        LabeledImages.FromIdx("images.gz", "labels.gz").Count.Should().BeGreaterThan(900);
        MnistDataset.Generate(10, 1).Train.SaveIdx("images", "labels");
        ReadmeSnippets.LargerThanMemory();
    }

    [Fact]
    public void A_recipe_is_followed_with_progress()
    {
        var epochs = new List<EpochResult>();

        var classifier = ReadmeSnippets.TrainByRecipe(MnistDataset.Generate(500, 100), new Reporter<EpochResult>(epochs.Add), CancellationToken.None);

        classifier.Network.Layers[0].OutputSize.Should().Be(256);
        epochs.Should().NotBeEmpty().And.OnlyContain(epoch => epoch.ValidationLoss > 0);
    }

    [Fact]
    public void Recipes_are_put_together()
    {
        var data = MnistDataset.Generate(trainCount: 200, testCount: 100);

        var large = ReadmeSnippets.TrainLarge(data);
        var small = ReadmeSnippets.Distil(data, large);
        var stopped = ReadmeSnippets.StopInTime(data);

        small.Network.ParameterCount.Should().BeLessThan(large.Network.ParameterCount / 10);
        small.Evaluate(data.Test).MicroAccuracy.Should().BeGreaterThan(0.2);
        stopped.History!.BestEpoch.Should().BeInRange(1, 100);
    }

    [Fact]
    public void Images_are_changed_before_they_are_learned_from()
    {
        var data = MnistDataset.Generate(trainCount: 500, testCount: 100);
        var ml = new MLContext(seed: 1);
        var wide = new LabeledImages(new byte[20 * 16 * 24], new byte[20], height: 16, width: 24, classCount: 2).ToDataView(ml);

        var sturdy = ReadmeSnippets.TrainOnChangedImages(data);
        var model = ml.Transforms.NormalizePixels("Features", "Pixels")
            .Append(ml.MulticlassClassification.Trainers.DenseNetwork(ReadmeSnippets.WideImages()))
            .Fit(wide);

        sturdy.Evaluate(data.Test).MicroAccuracy.Should().BeGreaterThan(0.2);
        model.LastTransformer.Network.InputSize.Should().Be(16 * 24);
    }

    [Fact]
    public void The_plain_pipeline_is_loaded_by_MLNet_and_by_the_classifier()
    {
        ReadmeSnippets.PlainMLNet(MnistDataset.Generate(500, 100));

        ReadmeSnippets.LoadByMLNet().Should().NotBeNull();
        MnistClassifier.Load("mnist.zip").History!.Epochs.Should().HaveCount(10);
    }

    [Fact]
    public void Flowers_are_told_apart()
    {
        var ml = new MLContext(seed: 1);
        var flowers = ml.Data.LoadFromEnumerable(Flower.Garden());

        var model = ReadmeSnippets.OtherThanDigits(ml).Fit(flowers);

        var scored = model.Transform(flowers);
        ml.MulticlassClassification.Evaluate(scored).MicroAccuracy.Should().Be(1);
        MLNetSnippets.Explain(ml, model, flowers).Should().BeEquivalentTo("PetalLength", "PetalWidth");
        ml.Model.Save(model, flowers.Schema, "flowers.zip");
        Rows.ScoreBits(ml.Model.LoadDenseNetwork("flowers.zip").Transform(flowers)).Should().Equal(
            Rows.ScoreBits(scored), "a pipeline of usual steps is taken from anyone");
    }

    [Fact]
    public void Flowers_count_more_by_row_and_by_class()
    {
        var ml = new MLContext(seed: 1);
        var flowers = ml.Data.LoadFromEnumerable(Flower.Garden());
        var (byRow, byClass) = MLNetSnippets.Weigh(ml);
        var weighted = ml.Transforms.Conversion.MapValueToKey("Label", "Species")
            .Append(ml.Transforms.Concatenate("Features", "PetalLength", "PetalWidth"))
            .Append(ml.Transforms.NormalizeMeanVariance("Features"))
            .Append(ml.Transforms.CopyColumns("Weight", "PetalWidth")) // ten times as wide
            .Fit(flowers).Transform(flowers);

        foreach (var trainer in new[] { byRow, byClass })
        {
            var metrics = ml.MulticlassClassification.Evaluate(trainer.Fit(weighted).Transform(weighted));
            metrics.ConfusionMatrix.PerClassRecall[1].Should().Be(1, "what counts more is found");
        }
    }

    [Fact]
    public void A_saved_pipeline_of_flowers_is_trained_on_new_ones()
    {
        var ml = new MLContext(seed: 1);
        var flowers = ml.Data.LoadFromEnumerable(Flower.Garden());
        ml.Model.Save(ReadmeSnippets.OtherThanDigits(ml).Fit(flowers), flowers.Schema, "flowers.zip");

        MLNetSnippets.GoOn(ml, ml.Data.TakeRows(flowers, 20));

        var model = ml.Model.Load("flowers.zip", out _);
        ml.MulticlassClassification.Evaluate(model.Transform(flowers)).MicroAccuracy.Should().Be(1);
        ((IEnumerable<ITransformer>)model).OfType<DenseNetworkTransformer>().Single().History!.Epochs
            .Should().HaveCount(TrainingRecipe.FineTuning(DenseNetwork.Load("flowers.zip")).Epochs!.Value);
    }

    [Fact]
    public void The_model_in_the_package_is_fine_tuned_on_one_handwriting()
    {
        SavePictures(MnistDataset.Generate(200, 1).Train, "mine");

        var classifier = MLNetSnippets.TeachOneHand();

        classifier.Network.ParameterCount.Should().Be(MnistClassifier.LoadPretrained().Network.ParameterCount);
    }

    [Fact]
    public void Models_go_to_other_engines()
    {
        var data = MnistDataset.Generate(500, 20);
        MnistClassifier.Train(data, TrainingRecipe.Tutorial with { Epochs = 1 }).Save("mnist.zip");
        var images = Enumerable.Range(0, 20).SelectMany(i => data.Test.GetPixels(i).ToArray()).ToArray();
        var ml = new MLContext(seed: 1);
        var flowers = ml.Data.LoadFromEnumerable(Flower.Garden());

        OnnxSnippets.ExportDigits();
        var model = ReadmeSnippets.OtherThanDigits(ml).Fit(flowers);
        OnnxSnippets.ExportNetwork(model);
        MLNetSnippets.ConvertPipeline(ml, model, flowers);

        File.Exists("flowers.onnx").Should().BeTrue();
        using (var engine = new OnnxEngine(File.ReadAllBytes("flowers-pipeline.onnx")))
        {
            engine.Inputs.Keys.Should().Equal("Species", "PetalLength", "PetalWidth");
            engine.Outputs.Keys.Should().Contain(["Score.output", "PredictedLabel.output", "PredictedSpecies.output"]);
        }

        var digits = OnnxSnippets.RunInOnnxRuntime(images);
        digits.Should().Equal(Enumerable.Range(0, 20).Select(i => (long)MnistClassifier.Load("mnist.zip").Predict(data.Test.GetPixels(i)).Digit));
        OnnxSnippets.ApplyOnnxModel(ml, data.Test.ToDataView(ml)).GetColumn<VBuffer<long>>("Digit")
            .Select(digit => digit.GetItemOrDefault(0)).Should().Equal(digits);
    }

    private static void SaveMnist(MnistDataset data, string folder)
    {
        Directory.CreateDirectory(folder);
        data.Train.SaveIdx(Path.Combine(folder, "train-images-idx3-ubyte.gz"), Path.Combine(folder, "train-labels-idx1-ubyte.gz"));
        data.Test.SaveIdx(Path.Combine(folder, "t10k-images-idx3-ubyte.gz"), Path.Combine(folder, "t10k-labels-idx1-ubyte.gz"));
    }

    private static void SavePictures(LabeledImages images, string folder)
    {
        for (var i = 0; i < images.Count; i++)
        {
            var digit = Directory.CreateDirectory(Path.Combine(folder, $"{images.GetLabel(i)}"));
            PictureFiles.Write(Path.Combine(digit.FullName, $"{i}.png"), images.GetPixels(i).ToArray(), images.Width, images.Height);
        }
    }

    private static void SaveTable(LabeledImages images, string path) => File.WriteAllLines(
        path,
        Enumerable.Range(0, images.Count).Select(i => $"{images.GetLabel(i)},{string.Join(',', images.GetPixels(i).ToArray())}"));
}
