using Microsoft.ML.Runtime;
using TorchSharp;

namespace DenseNetworks.ML.Training;

/// <summary>Chooses where to train, by ML.NET's convention for GPUs.</summary>
internal static class TrainingDevice
{
    /// <summary>Selects the CUDA device asked for, or the CPU: if none is, or if it is not there and the CPU will do.</summary>
    /// <exception cref="InvalidOperationException">The device is not there and the CPU will not do.</exception>
    public static torch.Device Select(int? gpuDeviceId, bool fallbackToCpu, IChannel channel)
    {
        if (gpuDeviceId is not { } id)
        {
            return torch.CPU;
        }

        var deviceCount = torch.cuda.is_available() ? torch.cuda.device_count() : 0;
        if (id < deviceCount)
        {
            return new torch.Device(DeviceType.CUDA, id);
        }

        var problem = deviceCount == 0
            ? "libtorch finds no CUDA device. Reference TorchSharp-cuda-windows or TorchSharp-cuda-linux and check the driver"
            : $"the CUDA devices are numbered 0 to {deviceCount - 1}";
        if (!fallbackToCpu)
        {
            throw new InvalidOperationException(
                $"Training on GPU {id} was asked for, but {problem}; or set FallbackToCpu to train on the CPU.");
        }

        channel.Warning($"Training on the CPU instead of GPU {id}: {problem}.");
        return torch.CPU;
    }
}
