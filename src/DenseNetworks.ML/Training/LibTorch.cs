using DenseNetworks.ML.Training.LibTorchLoading;

namespace DenseNetworks.ML;

/// <summary>The native library that training computes with.</summary>
public static class LibTorch
{
    /// <summary>
    /// Loads libtorch as the trainer does, for programs that use TorchSharp themselves: call it before the first use of
    /// anything of TorchSharp's. On Debian 12 and Ubuntu 22.04 TorchSharp cannot load libtorch by itself, and having failed
    /// once it fails for as long as the process runs. Programs that use TorchSharp only by way of the trainer need not call it.
    /// </summary>
    /// <remarks>Safe to call from any thread. A call after the first costs nothing.</remarks>
    /// <exception cref="DllNotFoundException">
    /// The app has no libtorch, the system cannot load it, or TorchSharp has tried and failed before. The message says what to
    /// do.
    /// </exception>
    /// <exception cref="PlatformNotSupportedException">There is no libtorch for this system.</exception>
    public static void EnsureLoaded() => TorchLibrary.EnsureLoaded();
}
