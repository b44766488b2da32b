namespace DenseNetworks.ML.Tests.Training.Engines.LibTorchLoading;

/// <summary>The native libraries beside the tests. The TorchSharp package brings its own of every platform.</summary>
internal static class NativeFiles
{
    public static string LibTorchSharpForLinux { get; } =
        Path.Combine(AppContext.BaseDirectory, "runtimes", "linux-x64", "native", "libLibTorchSharp.so");
}
