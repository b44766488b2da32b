using System.Diagnostics;
using System.Globalization;
using Microsoft.ML;
using Mnist.Classifier;
using PretrainedModel;

CultureInfo.CurrentCulture = CultureInfo.DefaultThreadCurrentCulture = CultureInfo.InvariantCulture;
if (Arguments.Parse(args) is not { } arguments)
{
    Console.Error.WriteLine(Arguments.Usage);
    return 2;
}

var mnist = MnistDataset.Load(arguments.DataFolder);
var train = arguments.IsHeldOut ? mnist.Train.Take(mnist.Train.Count - Arguments.HeldOutCount) : mnist.Train;
var generated = MnistDataset.Generate(PretrainedRecipe.GeneratedCount, testCount: 10, PretrainedRecipe.Seed).Train;
var start = Stopwatch.GetTimestamp();
var classifier = MnistClassifier.Train(
    new MnistDataset(train.Concat(generated), mnist.Test, "MNIST and generated digits"),
    PretrainedRecipe.Recipe with { Epochs = arguments.Epochs ?? PretrainedRecipe.Recipe.Epochs },
    new MLContext(PretrainedRecipe.Seed),
    new EpochPrinter());
classifier.WithRoundedWeights(PretrainedRecipe.WeightDigits).Save(arguments.ModelPath);
Console.WriteLine($"{arguments.ModelPath}: {new FileInfo(arguments.ModelPath).Length / 1e6:F2} MB, " +
    $"after {Stopwatch.GetElapsedTime(start).TotalMinutes:F1} minutes");
if (arguments.IsHeldOut)
{
    var saved = MnistClassifier.Load(arguments.ModelPath);
    var accuracy = saved.Evaluate(mnist.Train.Skip(train.Count)).MicroAccuracy;
    Console.WriteLine($"{100 * accuracy:F2} % of the held-out images are classified rightly");
}

return 0;
