using System.Diagnostics;
using System.Globalization;
using Mnist.Classifier;
using PretrainedModel;

CultureInfo.CurrentCulture = CultureInfo.DefaultThreadCurrentCulture = CultureInfo.InvariantCulture;
if (Arguments.Parse(args) is not { } arguments)
{
    Console.Error.WriteLine(Arguments.Usage);
    return 2;
}

var mnist = MnistDataset.Load(arguments.DataFolder);
var images = arguments.IsHeldOut ? mnist.Train.Take(mnist.Train.Count - Arguments.HeldOutCount) : mnist.Train;
var start = Stopwatch.GetTimestamp();
PretrainedTraining.Train(images, arguments.Epochs)
    .WithRoundedWeights(PretrainedRecipe.WeightDigits)
    .Save(arguments.ModelPath);
var model = MnistClassifier.Load(arguments.ModelPath);
Console.WriteLine($"{arguments.ModelPath}: {new FileInfo(arguments.ModelPath).Length / 1e6:F2} MB, " +
    $"after {Stopwatch.GetElapsedTime(start).TotalMinutes:F1} minutes, temperature {model.Network.Temperature:F2}");
if (arguments.IsHeldOut)
{
    var accuracy = model.Evaluate(mnist.Train.Skip(images.Count)).MicroAccuracy;
    Console.WriteLine($"{100 * accuracy:F2} % of the held-out images are classified rightly");
}

return 0;
