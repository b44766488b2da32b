using DenseNetworks;
using Mnist.Cli.Output;

namespace Mnist.Cli.Training;

/// <summary>Tells of a training in lines, where nothing can move: one for each epoch.</summary>
internal sealed class TrainingRemarks(Reply reply) : IProgress<EpochResult>
{
    public void Report(EpochResult value) => reply.Remark(Describe(value));

    /// <summary>Describes an epoch in a line.</summary>
    public static string Describe(EpochResult epoch)
    {
        var validated = epoch.ValidationAccuracy is { } accuracy ? $", validation accuracy {100 * accuracy:F2} %" : "";
        return $"epoch {epoch.Epoch,3} of {epoch.EpochCount}: loss {epoch.Loss:F4}, accuracy {100 * epoch.Accuracy:F2} %{validated}, " +
            $"{epoch.Duration.TotalSeconds:F1} s";
    }
}
