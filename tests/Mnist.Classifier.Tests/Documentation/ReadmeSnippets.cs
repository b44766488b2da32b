using DenseNetworks;
using DenseNetworks.ML;
using DenseNetworks.ML.Training;
using Microsoft.ML;
using Microsoft.ML.Data;
using Mnist.Digits;

namespace Mnist.Classifier.Tests.Documentation;

/// <summary>The code of README.md, compiled and run.</summary>
internal static class ReadmeSnippets
{
    public static async Task TrainDigits()
    {
        var data = await MnistDataset.LoadOrDownloadAsync(); // MNIST_DATA_DIR, else the cache, else a download
        var classifier = MnistClassifier.Train(data);
        Console.WriteLine($"{classifier.Evaluate(data.Test).MicroAccuracy:P2} of the test images are classified correctly.");
        classifier.Save("mnist.zip");
    }

    public static void PredictDigits(byte[] pixels)
    {
        var classifier = MnistClassifier.Load("mnist.zip");
        DigitPrediction prediction = classifier.Predict(pixels); // 784 bytes, row by row, 0 for paper to 255 for ink
        Console.WriteLine($"{prediction.Digit}, with a probability of {prediction.Confidence:P1}");
    }

    public static void PredictPicture()
    {
        var classifier = MnistClassifier.LoadPretrained();
        DigitPrediction prediction = classifier.PredictImage("photo.jpg");
        Console.WriteLine(prediction); // 7 (99.8 %), or that it is blank, or no digit
    }

    public static void ReadPicture()
    {
        var reader = DigitReader.LoadPretrained();                 // or DigitReader.Load("mnist.zip")
        DigitPrediction prediction = reader.ReadImage("photo.jpg"); // also a stream, a DigitImage, 784 bytes
        prediction.Probabilities.Should().HaveCount(10);
    }

    public static void DigitsFromAnywhere()
    {
        var generated = MnistDataset.Generate();                  // drawn by a program
        var folder = MnistDataset.Load("my-digits");              // whatever is there: MNIST's files, tables, pictures
        var photos = MnistDataset.FromImageFolder("photos");      // pictures of any size in folders 0 to 9, or train and test with these
        var tables = MnistDataset.FromCsv("train.csv", "test.csv");
        var clothes = LabeledImages.FromIdx("images.gz", "labels.gz", ImageSetLayout.FashionMnist);
        IDataView view = clothes.ToDataView(new MLContext());
        new[] { generated, folder, photos, tables }.Should().OnlyContain(data => data.Train.PixelsPerImage == 784);
        view.GetRowCount().Should().Be(clothes.Count);
    }

    public static IDataView PicturesInAPipeline(MLContext ml, IDataView paths, ITransformer model)
    {
        var pictures = ml.Transforms.LoadDigitImages("Pixels", "ImagePath", imageFolder: "photos", isBlankColumnName: "IsBlank");
        IDataView loaded = pictures.Fit(paths).Transform(paths);         // Pixels as MNIST has them, and IsBlank
        IDataView scored = model.Transform(loaded);                      // what is blank has a score too: look at IsBlank
        return scored;
    }

    public static async Task DownloadWithProgress(
        HttpClient httpClient, IProgress<MnistDownloadProgress> progress, CancellationToken cancellationToken)
    {
        var options = new MnistDownloadOptions { CacheDirectory = "data", HttpClient = httpClient };
        string folder = await MnistDataset.DownloadAsync(options, progress, cancellationToken);
        folder.Should().NotBeEmpty();
    }

    public static void OtherImages(MLContext ml)
    {
        var clothes = LabeledImages.FromIdx("images.gz", "labels.gz", ImageSetLayout.FashionMnist);
        var letters = LabeledImages.FromIdx("letters-images.gz", "letters-labels.gz", ImageSetLayout.EmnistLetters);
        var shapes = LabeledImages.FromCsv("shapes.csv", new ImageSetLayout { ClassNames = ["circle", "square"], Height = 16, Width = 24 });
        var animals = LabeledImages.FromImageFolder("animals");   // sub-folders cat, dog, ...: all pictures of one size
        letters.Concat(letters).Count.Should().Be(2 * letters.Count);
        shapes.Height.Should().Be(16);
        animals.ClassNames.Should().Equal("cat", "dog");

        var pipeline = ml.Transforms.NormalizePixels("Features", "Pixels")
            .Append(ml.MulticlassClassification.Trainers.DenseNetwork(epochs: 1))
            .Append(ml.Transforms.Conversion.MapKeyToValue("Name", "PredictedLabel"));
        IDataView scored = pipeline.Fit(clothes.ToDataView(ml)).Transform(clothes.ToDataView(ml));
        scored.Schema["Name"].Type.RawType.Should().Be<ReadOnlyMemory<char>>();
    }

    public static void SetsOfSets(MnistDataset data)
    {
        IReadOnlyList<int> counts = data.Train.CountByClass();
        var (train, validation) = data.Train.Split(0.1, seed: 1);            // a tenth of each class
        var threesAndEights = train.Where(index => train.GetLabel(index) is 3 or 8).Shuffle(seed: 1).Take(100);
        var own = new MnistDataset(train.Concat(threesAndEights), validation, "my digits");
        own.Train.SaveIdx("images.gz", "labels.gz");                         // other programs read these
        counts.Should().HaveCount(10);
    }

    public static bool TellsNonDigits(MnistDataset data, byte[] pixels)
    {
        var classifier = MnistClassifier.Train(data, TrainingRecipe.Fast with { BackgroundClass = true });
        var prediction = classifier.Predict(pixels);
        Console.WriteLine(prediction.IsDigit ? $"{prediction}" : "That is no digit.");
        return prediction.IsDigit;
    }

    public static MnistDataset NonDigitsOfOnesOwn(MnistDataset data, byte[] pixels, int count)
    {
        var none = new LabeledImages(pixels, Enumerable.Repeat(LabeledImages.MissingLabel, count).ToArray(), 28, 28, classCount: 10);
        var withNone = new MnistDataset(data.Train.Concat(none), data.Test, "MNIST and doodles of my own");
        return withNone;
    }

    public static bool AsksTheNetwork(TransformerChain<DenseNetworkTransformer> model, float[] features, float[] probabilities)
    {
        var network = model.LastTransformer.Network;
        network.ComputeProbabilities(features, probabilities, out var inDistributionScore);
        bool isInDistribution = network.IsInDistribution(inDistributionScore);
        return isInDistribution;
    }

    public static void LargerThanMemory()
    {
        var images = LabeledImages.FromIdx("images", "labels", readOnDemand: true);
        images.Count.Should().BePositive();
    }

    public static MnistClassifier TrainByRecipe(MnistDataset data, IProgress<EpochResult> progress, CancellationToken cancellationToken)
    {
        var recipe = TrainingRecipe.Tutorial with { HiddenLayers = [256, 128], Epochs = 20, ValidationFraction = 0.1, EarlyStopping = new() };
        var classifier = MnistClassifier.Train(data, recipe, new MLContext(seed: 1), progress, cancellationToken: cancellationToken);
        return classifier;
    }

    public static MnistClassifier TrainWithCheckpoints(
        MnistDataset data, IProgress<EpochResult> progress, CancellationToken cancellationToken)
    {
        var classifier = MnistClassifier.Train(
            data, TrainingRecipe.Best, new MLContext(seed: 1), progress,
            checkpointPath: "training.zip", cancellationToken: cancellationToken);
        return classifier;
    }

    public static void SavesTheBestSoFar(MnistDataset data, CancellationToken cancellationToken)
    {
        try
        {
            MnistClassifier.Train(data, TrainingRecipe.Accurate, cancellationToken: cancellationToken).Save("digits.zip");
        }
        catch (TrainingCanceledException e) when (e.Checkpoint is { } checkpoint)
        {
            MnistClassifier.FromCheckpoint(checkpoint).Save("digits.zip");
        }
    }

    public static MnistClassifier TrainOnGpu(MnistDataset data)
    {
        var ml = new MLContext(seed: 1) { GpuDeviceId = 0, FallbackToCpu = false };
        var classifier = MnistClassifier.Train(data, TrainingRecipe.Best, ml);
        return classifier;
    }

    public static MnistClassifier TrainLarge(MnistDataset data)
    {
        var recipe = TrainingRecipe.Fast with
        {
            HiddenLayers = [1024, 512],
            Epochs = 20,
            LearningRate = 0.001,
            LearningRateSchedule = LearningRateSchedule.Cosine,
            WarmUpFraction = 0.05,
            Dropout = 0.2,
            WeightAveraging = 0.99,
            GradientClipping = 5,
        };
        var large = MnistClassifier.Train(data, recipe);
        return large;
    }

    public static MnistClassifier TrainOnChangedImages(MnistDataset data)
    {
        var recipe = TrainingRecipe.Fast with
        {
            Epochs = 20,
            WeightDecay = 0.02,
            Augmentation = new()
            {
                Rotation = 10,
                Shift = 1.5,
                ElasticDistortion = 1,
                CustomChange = Dim,
            },
        };
        var sturdy = MnistClassifier.Train(data, recipe);
        return sturdy;

        // Fades the ink of half of the images, each by as much as its own random numbers say.
        static void Dim(Span<float> pixels, int width, ulong seed)
        {
            var ink = seed % 2 == 0 ? 1 : 0.3f + (0.7f * (seed >> 40) / (1 << 24));
            for (var i = 0; i < pixels.Length; i++)
            {
                pixels[i] *= ink;
            }
        }
    }

    public static DenseNetworkTrainer.Options WideImages()
    {
        var wide = new DenseNetworkTrainer.Options
        {
            Recipe = new() { Epochs = 20, Augmentation = new() { ImageWidth = 24, Rotation = 5, Shift = 1 } },
        };
        return wide;
    }

    public static MnistClassifier Distil(MnistDataset data, MnistClassifier large)
    {
        var small = MnistClassifier.Train(data, TrainingRecipe.Fast with
        {
            Distillation = new() { Teacher = large.Network, Temperature = 2, Weight = 0.9 },
        });
        return small;
    }

    public static MnistClassifier StopInTime(MnistDataset data)
    {
        var stopped = MnistClassifier.Train(data, TrainingRecipe.Tutorial with
        {
            Epochs = 100,
            WeightAveraging = 0.999,
            ValidationFraction = 0.1,
            EarlyStopping = new() { Patience = 5, Metric = EarlyStoppingMetric.ValidationAccuracy },
        });
        Console.WriteLine($"Epoch {stopped.History!.BestEpoch} was the best.");
        return stopped;
    }

    public static void PlainMLNet(MnistDataset data)
    {
        var ml = new MLContext(seed: 1);
        IDataView train = data.Train.ToDataView(ml);        // or ml.Data.LoadMnist("folder"): Pixels, 784 bytes, and Label, a key
        var pipeline = ml.Transforms.NormalizePixels("Features", "Pixels")
            .Append(ml.MulticlassClassification.Trainers.DenseNetwork(hiddenLayers: [128, 128], epochs: 10))
            .Append(ml.Transforms.Conversion.MapKeyToValue("Digit", "PredictedLabel"));
        ITransformer model = pipeline.Fit(train);
        ml.Model.Save(model, train.Schema, "mnist.zip");
    }

    public static ITransformer LoadByMLNet()
    {
        ITransformer loaded = new MLContext().Model.Load("mnist.zip", out DataViewSchema schema);
        schema.Should().NotBeNull();
        return loaded;
    }

    public static IEstimator<ITransformer> OtherThanDigits(MLContext ml)
    {
        var pipeline = ml.Transforms.Conversion.MapValueToKey("Label", "Species")
            .Append(ml.Transforms.Concatenate("Features", "PetalLength", "PetalWidth"))
            .Append(ml.Transforms.NormalizeMeanVariance("Features"))
            .Append(ml.MulticlassClassification.Trainers.DenseNetwork(new DenseNetworkTrainer.Options
            {
                Recipe = new() { HiddenLayers = [16], Epochs = 100, ValidationFraction = 0.2, EarlyStopping = new() { Patience = 10 } },
            }))
            .Append(ml.Transforms.Conversion.MapKeyToValue("PredictedSpecies", "PredictedLabel"));
        return pipeline;
    }
}
