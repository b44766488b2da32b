using System.Diagnostics;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace Mnist.Classifier.OtherProcess;

/// <summary>Reads a large set as ML.NET reads it.</summary>
internal static class ReadImages
{
    /// <summary>Prints how many rows there are, and how many megabytes the process had at most.</summary>
    public static void Run(string imagesPath, string labelsPath, bool onDemand)
    {
        var view = LabeledImages.FromIdx(imagesPath, labelsPath, readOnDemand: onDemand).ToDataView(new MLContext());
        using var cursor = view.GetRowCursor(view.Schema);
        var getPixels = cursor.GetGetter<VBuffer<byte>>(view.Schema["Pixels"]);
        VBuffer<byte> pixels = default;
        var rows = 0;
        while (cursor.MoveNext())
        {
            getPixels(ref pixels);
            rows++;
        }

        using var process = Process.GetCurrentProcess();
        Console.WriteLine(rows);
        Console.WriteLine(process.PeakWorkingSet64 / 1_000_000);
    }
}
