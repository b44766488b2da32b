using System.Runtime.InteropServices;

namespace DenseNetworks.ML.Training.LibTorchLoading;

/// <summary>A platform for which libtorch and the native part of TorchSharp are published.</summary>
internal sealed record TorchPlatform(string RuntimeIdentifier, string Prefix, string Extension, string? CudaPackage)
{
    /// <summary>The version of libtorch, and of its packages, for which the referenced TorchSharp was built.</summary>
    public const string LibTorchVersion = "2.10.0";

    public string CpuPackage => $"libtorch-cpu-{RuntimeIdentifier}";

    /// <summary>Gets the platform of this process.</summary>
    /// <returns>Null; or an exception if there is no libtorch for the platform.</returns>
    public static PlatformNotSupportedException? TryGetCurrent(out TorchPlatform platform)
    {
        var system = OperatingSystem.IsWindows() ? OSPlatform.Windows
            : OperatingSystem.IsMacOS() ? OSPlatform.OSX
            : OperatingSystem.IsLinux() ? OSPlatform.Linux
            : OSPlatform.Create("OTHER");
        return TryGet(system, RuntimeInformation.ProcessArchitecture, RuntimeInformation.RuntimeIdentifier, out platform);
    }

    /// <summary>Gets the platform of a process. The runtime identifier identifies distributions with musl.</summary>
    /// <returns>Null; or an exception if there is no libtorch for the platform.</returns>
    public static PlatformNotSupportedException? TryGet(
        OSPlatform system, Architecture architecture, string runtimeIdentifier, out TorchPlatform platform)
    {
        platform = null!;
        var isMusl = system == OSPlatform.Linux
            && (runtimeIdentifier.Contains("musl", StringComparison.OrdinalIgnoreCase)
                || runtimeIdentifier.StartsWith("alpine", StringComparison.OrdinalIgnoreCase));
        if (isMusl)
        {
            return TorchLoadError.Musl(runtimeIdentifier);
        }

        platform = (system, architecture) switch
        {
            _ when system == OSPlatform.Linux && architecture is Architecture.X64 =>
                new("linux-x64", "lib", ".so", "TorchSharp-cuda-linux"),
            _ when system == OSPlatform.Windows && architecture is Architecture.X64 =>
                new("win-x64", "", ".dll", "TorchSharp-cuda-windows"),
            _ when system == OSPlatform.Windows && architecture is Architecture.Arm64 =>
                new("win-arm64", "", ".dll", CudaPackage: null),
            _ when system == OSPlatform.OSX && architecture is Architecture.Arm64 =>
                new("osx-arm64", "lib", ".dylib", CudaPackage: null),
            _ => null!,
        };
        return platform is null ? TorchLoadError.UnsupportedPlatform(runtimeIdentifier, architecture) : null;
    }

    public string FileNameOf(string library) => Prefix + library + Extension;
}
