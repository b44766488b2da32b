using DenseNetworks;

namespace PretrainedModel;

/// <summary>Prints a line after each tenth epoch.</summary>
internal sealed class EpochPrinter : IProgress<EpochResult>
{
    public void Report(EpochResult value)
    {
        if (value.Epoch % 10 == 0 || value.Epoch == value.EpochCount)
        {
            Console.WriteLine(
                $"Epoch {value.Epoch} of {value.EpochCount}: loss {value.Loss:F4}, accuracy {100 * value.Accuracy:F2} %, " +
                $"validation accuracy {100 * value.ValidationAccuracy:F2} %, {value.Duration.TotalSeconds:F1} s");
        }
    }
}
