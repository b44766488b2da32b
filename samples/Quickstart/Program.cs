using Microsoft.ML;
using Mnist.Classifier;
using Quickstart;

const string ModelFile = "mnist.zip";

MnistDataset data;
switch (args)
{
    case []:
        data = MnistDataset.LoadOrGenerate();
        break;
    case ["--data", var directory]:
        data = MnistDataset.Load(directory);
        break;
    default:
        Console.Error.WriteLine("Usage: dotnet run -c Release --project samples/Quickstart [-- --data DIR]");
        return 2;
}

Console.WriteLine($"Data: {data.Source}");
if (data.IsGenerated)
{
    Console.WriteLine(
        """
        These digits are drawn by a program, because MNIST_DATA_DIR is not set: they look like handwriting and are easier.
        For the real ones, put train-images-idx3-ubyte.gz, train-labels-idx1-ubyte.gz, t10k-images-idx3-ubyte.gz and
        t10k-labels-idx1-ubyte.gz into a folder and name it by --data DIR or in MNIST_DATA_DIR. Mirrors of the files:
          https://ossci-datasets.s3.amazonaws.com/mnist/
          https://storage.googleapis.com/cvdf-datasets/mnist/
        """);
}

using var interrupt = new CancellationTokenSource();
Console.CancelKeyPress += (_, e) =>
{
    e.Cancel = true;
    interrupt.Cancel();
};

Console.WriteLine($"{Environment.NewLine}Training a dense network of 784-128-128-10:");
MnistClassifier classifier;
try
{
    classifier = MnistClassifier.Train(
        data, TrainingRecipe.Seed, new MLContext(seed: 1), new EpochPrinter(), interrupt.Token);
}
catch (OperationCanceledException)
{
    Console.WriteLine("Interrupted. Nothing was saved.");
    return 130;
}

var metrics = classifier.Evaluate(data.Test);
Console.WriteLine($"{Environment.NewLine}Test accuracy: {metrics.MicroAccuracy:P2} of {data.Test.Count:N0} images");
Console.WriteLine(metrics.ConfusionMatrix.GetFormattedConfusionTable());

classifier.Save(ModelFile);
Console.WriteLine($"Saved to {Path.GetFullPath(ModelFile)}");

// From here on as another program would: ML.NET alone finds all it needs in the zip.
var context = new MLContext();
var model = context.Model.Load(ModelFile, out _);
using var engine = context.Model.CreatePredictionEngine<DigitInput, DigitOutput>(model);
Console.WriteLine("Loaded by mlContext.Model.Load. Some test images, the last one wrong:");
Gallery.Print(data.Test, pixels => engine.Predict(new DigitInput { Pixels = pixels }));
return 0;
