using System.Globalization;
using DenseNetworks.ML;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.TorchSharp;

// Trains a network, makes the trainers of Microsoft.ML.TorchSharp, and trains the network again. Prints a line for each of the three:
// the bits of the network's weights, or the trainers' names.
Console.WriteLine(Train());
var theirs = new MLContext(seed: 1);
object[] trainers =
[
    theirs.MulticlassClassification.Trainers.TextClassification(),
    theirs.MulticlassClassification.Trainers.NamedEntityRecognition(),
    theirs.MulticlassClassification.Trainers.ObjectDetection(),
    theirs.Regression.Trainers.SentenceSimilarity(),
];
Console.WriteLine(string.Join(' ', trainers.Select(trainer => trainer.GetType().Name)));
Console.WriteLine(Train());

static string Train()
{
    var ml = new MLContext(seed: 1);
    var rows = ml.Data.LoadFromEnumerable(Enumerable.Range(0, 100).Select(i => new Row { Label = i % 2 == 0, Features = [i % 2, i % 3] }).ToList());
    var network = ml.Transforms.Conversion.MapValueToKey(nameof(Row.Label))
        .Append(ml.MulticlassClassification.Trainers.DenseNetwork(hiddenLayers: [8], epochs: 5)).Fit(rows).LastTransformer.Network;
    return string.Join(' ', network.Layers[0].Weights.ToArray().Select(weight =>
        BitConverter.SingleToUInt32Bits(weight).ToString("X8", CultureInfo.InvariantCulture)));
}

internal sealed class Row
{
    public bool Label { get; set; }

    [VectorType(2)]
    public float[] Features { get; set; } = [];
}
