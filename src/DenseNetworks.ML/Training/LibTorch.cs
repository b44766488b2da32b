using DenseNetworks.ML.Training.LibTorchLoading;

namespace DenseNetworks.ML;

/// <summary>Provides access to libtorch, the native library that training may use.</summary>
public static class LibTorch
{
    /// <summary>
    /// Loads libtorch as the trainer does, for programs that use TorchSharp themselves. Call it before TorchSharp is used for
    /// the first time. On Debian 12 and Ubuntu 22.04, TorchSharp cannot load libtorch by itself, and after it has failed once,
    /// it fails for the lifetime of the process. Programs that use TorchSharp only through the trainer need not call it.
    /// </summary>
    /// <remarks>Safe to call from any thread. Calls after the first do nothing.</remarks>
    /// <exception cref="DllNotFoundException">
    /// The app has no libtorch, it cannot be loaded, or TorchSharp has already tried to load it and failed. The message says
    /// what to do.
    /// </exception>
    /// <exception cref="PlatformNotSupportedException">There is no libtorch for this platform.</exception>
    public static void EnsureLoaded() => TorchLibrary.EnsureLoaded();
}
