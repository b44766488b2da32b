using System.Globalization;
using Microsoft.ML;

namespace Mnist.Classifier.Benchmarks;

/// <summary>Loads a zip and scores as many rows as asked for, which are read from their file when their turn comes.</summary>
internal static class ScoreRows
{
    public static void Run(string model, string images, string labels, string rows)
    {
        var context = new MLContext();
        var source = LabeledImages.FromIdx(images, labels, ImageSetFormat.Mnist, readOnDemand: true);
        var view = RepeatedImages.Repeat(source, int.Parse(rows, CultureInfo.InvariantCulture)).ToDataView(context);
        ScoreReader.Read(MnistClassifier.Load(model).Model.Transform(view), (_, _) => { });
    }
}
