using DenseNetworks.ML.Training.LibTorchLoading;
using Microsoft.ML.Runtime;

namespace DenseNetworks.ML.Training;

/// <summary>The device that runs a training: a backend and, for libtorch, the number of a GPU or null for the CPU.</summary>
internal readonly record struct TrainingDevice(TrainingBackend Backend, int? Gpu = null)
{
    /// <summary>
    /// Selects a device. As is the convention of ML.NET, it is the CPU if a GPU is not available and falling back is allowed.
    /// </summary>
    /// <exception cref="InvalidOperationException">
    /// The GPU is not available, and falling back to the CPU is not allowed.
    /// </exception>
    /// <exception cref="DllNotFoundException">libtorch is required, but missing or not loadable.</exception>
    /// <exception cref="PlatformNotSupportedException">libtorch is required, but does not exist for this platform.</exception>
    public static TrainingDevice Select(TrainingBackend wanted, int? gpu, bool fallbackToCpu, IChannel channel)
    {
        if (gpu is { } id)
        {
            if (FindProblem(wanted, id, fallbackToCpu) is not { } problem)
            {
                return new TrainingDevice(TrainingBackend.LibTorch, id);
            }

            if (!fallbackToCpu)
            {
                throw new InvalidOperationException(
                    $"Training on GPU {id} was requested, but {problem}; or set FallbackToCpu to train on the CPU.");
            }

            channel.Warning($"Training on the CPU instead of GPU {id}: {problem}.");
        }

        return wanted != TrainingBackend.Managed && HasLibTorch(wanted == TrainingBackend.LibTorch, channel)
            ? new TrainingDevice(TrainingBackend.LibTorch)
            : new TrainingDevice(TrainingBackend.Managed);
    }

    /// <summary>Returns the name for the log.</summary>
    public override string ToString() => Backend == TrainingBackend.Managed
        ? "managed code"
        : Gpu is { } id ? $"libtorch on GPU {id}" : "libtorch";

    private static bool HasLibTorch(bool isRequired, IChannel channel)
    {
        if (TorchLibrary.TryLoad() is not { } error)
        {
            return true;
        }

        if (isRequired)
        {
            throw error;
        }

        channel.Info(TorchLoadError.Advise(error));
        return false;
    }

    private static string? FindProblem(TrainingBackend wanted, int gpu, bool fallbackToCpu) =>
        wanted == TrainingBackend.Managed ? "Backend is Managed, but GPUs need libtorch. Leave Backend out"
        : TorchLibrary.TryLoad() is { } error ? fallbackToCpu ? "libtorch cannot be loaded" : throw error
        : TorchLibrary.CountGpus() is var count && gpu < count ? null
        : count > 0 ? $"the CUDA devices are numbered 0 to {count - 1}"
        : "libtorch finds no CUDA device. Reference TorchSharp-cuda-windows or TorchSharp-cuda-linux and check the driver";
}
