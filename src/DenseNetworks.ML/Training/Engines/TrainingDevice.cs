using DenseNetworks.ML.Training.LibTorchLoading;
using Microsoft.ML.Runtime;

namespace DenseNetworks.ML.Training;

/// <summary>What computes a training: a backend, and for libtorch the number of a GPU or null for the CPU.</summary>
internal readonly record struct TrainingDevice(TrainingBackend Backend, int? Gpu = null)
{
    /// <summary>Selects the device asked for; by ML.NET's convention the CPU, if a GPU is not there and the CPU will do.</summary>
    /// <exception cref="InvalidOperationException">The GPU is not there and the CPU will not do.</exception>
    /// <exception cref="DllNotFoundException">libtorch has to be, and is not there or does not load.</exception>
    /// <exception cref="PlatformNotSupportedException">libtorch has to be, and there is none for this platform.</exception>
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
                    $"Training on GPU {id} was asked for, but {problem}; or set FallbackToCpu to train on the CPU.");
            }

            channel.Warning($"Training on the CPU instead of GPU {id}: {problem}.");
        }

        return wanted != TrainingBackend.Managed && HasLibTorch(wanted == TrainingBackend.LibTorch, channel)
            ? new TrainingDevice(TrainingBackend.LibTorch)
            : new TrainingDevice(TrainingBackend.Managed);
    }

    /// <summary>Returns what the log calls it.</summary>
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

    private static string? FindProblem(TrainingBackend wanted, int gpu, bool fallbackToCpu)
    {
        if (wanted == TrainingBackend.Managed)
        {
            return "Backend is Managed, and only libtorch computes on a GPU. Leave Backend out";
        }

        if (TorchLibrary.TryLoad() is { } error)
        {
            return fallbackToCpu ? "there is no libtorch that loads" : throw error;
        }

        var count = TorchLibrary.CountGpus();
        return gpu < count ? null
            : count > 0 ? $"the CUDA devices are numbered 0 to {count - 1}"
            : "libtorch finds no CUDA device. Reference TorchSharp-cuda-windows or TorchSharp-cuda-linux and check the driver";
    }
}
