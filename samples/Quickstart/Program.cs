using System.Globalization;
using DenseNetworks.ML;
using Microsoft.ML;
using Mnist.Classifier;
using Quickstart;
using var interrupt = new CancellationTokenSource();

const string ModelFile = "mnist.zip";

// The texts are English, so the numbers are too.
CultureInfo.CurrentCulture = CultureInfo.DefaultThreadCurrentCulture = CultureInfo.InvariantCulture;
if (Options.Parse(args) is not { } options)
{
    await Console.Error.WriteLineAsync(Options.Usage);
    return 2;
}

ConsoleCancelEventHandler onInterrupt = (_, e) =>
{
    e.Cancel = true;
    interrupt.Cancel();
};

try
{
    options.RequirePictures();
    Console.CancelKeyPress += onInterrupt;
    var data = await DataSource.FindAsync(options.DataFolder, interrupt.Token);

    // The model in the package needs no training. It was trained on MNIST, but not on the test images.
    var pretrained = MnistClassifier.LoadPretrained();
    Console.WriteLine($"The model in the package classifies {100 * pretrained.Evaluate(data.Test).MicroAccuracy:F2} % of the " +
        $"{data.Test.Count:N0} test images correctly.");

    Console.WriteLine($"{Environment.NewLine}Training a dense network of 784-128-128-10 of your own:");
    var classifier = MnistClassifier.Train(
        data, TrainingRecipe.Tutorial, new MLContext(seed: 1), new EpochPrinter(), cancellationToken: interrupt.Token);
    Console.CancelKeyPress -= onInterrupt;

    var metrics = classifier.Evaluate(data.Test);
    Console.WriteLine($"{Environment.NewLine}Test accuracy: {100 * metrics.MicroAccuracy:F2} % of {data.Test.Count:N0} images");
    if (data.IsGenerated)
    {
        Console.WriteLine(
            "Generated digits vary more than people's, so fewer are classified correctly; of MNIST's it is about 94 %. On " +
            "MNIST this training gives nearly 98 %.");
    }

    Console.WriteLine(metrics.ConfusionMatrix.GetFormattedConfusionTable());

    classifier.Save(ModelFile);
    Console.WriteLine($"Saved to {Path.GetFullPath(ModelFile)}");

    // From here on as in another program: ML.NET finds all it needs in the zip.
    var context = new MLContext();
    var model = context.Model.Load(ModelFile, out _);
    using var engine = context.Model.CreatePredictionEngine<DigitInput, DigitOutput>(model);
    Console.WriteLine("Loaded by mlContext.Model.Load. Some test images, the last one wrong if any is:");
    Gallery.Print(data.Test, pixels => engine.Predict(new DigitInput { Pixels = pixels }));

    NonDigits.Print(pretrained);
    foreach (var picture in options.Pictures)
    {
        PictureReading.Print(pretrained, picture);
    }

    return 0;
}
catch (OperationCanceledException)
{
    Console.WriteLine("Interrupted. Nothing was saved.");
    return 130;
}
catch (Exception e) when (e is IOException or InvalidDataException or UnauthorizedAccessException
    or DllNotFoundException or PlatformNotSupportedException)
{
    await Console.Error.WriteLineAsync(e.Message);
    return 1;
}
