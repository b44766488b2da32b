using DenseNetworks;
using Mnist.Cli.Output;

namespace Mnist.Cli.Training;

/// <summary>Reports a training as lines, one for each epoch, where no progress bar is possible.</summary>
internal sealed class TrainingRemarks(Reply reply) : IProgress<EpochResult>
{
    public void Report(EpochResult value) => reply.Remark(Describe(value));

    /// <summary>Describes an epoch.</summary>
    public static string Describe(EpochResult epoch)
    {
        var validated = epoch.ValidationAccuracy is { } accuracy ? $", validation accuracy {100 * accuracy:F2} %" : "";
        return $"epoch {epoch.Epoch,3} of {epoch.EpochCount}: loss {epoch.Loss:F4}, accuracy {100 * epoch.Accuracy:F2} " +
            $"%{validated}, {epoch.Duration.TotalSeconds:F1} s";
    }
}
