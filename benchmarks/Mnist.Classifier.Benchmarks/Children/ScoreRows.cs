using System.Globalization;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace Mnist.Classifier.Benchmarks;

/// <summary>
/// Loads a zip and scores as many rows as asked for, which are read from their file when their turn comes; or only reads
/// them.
/// </summary>
internal static class ScoreRows
{
    public static void Run(string model, string images, string labels, string rows, bool scores)
    {
        var context = new MLContext();
        var source = LabeledImages.FromIdx(images, labels, ImageSetLayout.Mnist, readOnDemand: true);
        var view = RepeatedImages.Repeat(source, int.Parse(rows, CultureInfo.InvariantCulture)).ToDataView(context);
        var transformer = MnistClassifier.Load(model).Transformer;
        if (scores)
        {
            ScoreReader.Read(transformer.Transform(view), (_, _) => { });
        }
        else
        {
            ReadPixels(view);
        }
    }

    private static void ReadPixels(IDataView view)
    {
        using var cursor = view.GetRowCursor([view.Schema["Pixels"]]);
        var getPixels = cursor.GetGetter<VBuffer<byte>>(view.Schema["Pixels"]);
        VBuffer<byte> pixels = default;
        while (cursor.MoveNext())
        {
            getPixels(ref pixels);
        }
    }
}
