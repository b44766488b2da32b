using DenseNetworks.ML.Training;
using TorchSharp;

namespace DenseNetworks.ML.Tests.Training.Engines;

internal static class EngineGradients
{
    /// <summary>Copies some of the gradients of the last batch.</summary>
    public static torch.Tensor CopyGradients(this TrainingEngine engine, long start, int count)
    {
        var copy = new float[count];
        engine.Gradients.Read(start, copy);
        return torch.tensor(copy);
    }
}
