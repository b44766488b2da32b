using DenseNetworks;

namespace Quickstart;

/// <summary>Prints a line after each epoch.</summary>
internal sealed class EpochPrinter : IProgress<EpochResult>
{
    public void Report(EpochResult value) => Console.WriteLine(
        $"  epoch {value.Epoch,2} of {value.EpochCount}: loss {value.Loss:F4}, accuracy {100 * value.Accuracy:F2} %, " +
        $"{value.Duration.TotalSeconds:F1} s");
}
