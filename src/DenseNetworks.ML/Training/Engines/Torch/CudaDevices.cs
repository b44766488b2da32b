using TorchSharp;

namespace DenseNetworks.ML.Training;

/// <summary>The GPUs that libtorch can train on.</summary>
internal static class CudaDevices
{
    /// <summary>Counts them. libtorch has to be loaded.</summary>
    public static int Count() => torch.cuda.is_available() ? torch.cuda.device_count() : 0;
}
