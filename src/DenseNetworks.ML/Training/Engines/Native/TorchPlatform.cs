using System.Runtime.InteropServices;

namespace DenseNetworks.ML.Training.Native;

/// <summary>A platform that libtorch and TorchSharp's native half are published for.</summary>
internal sealed record TorchPlatform(string RuntimeIdentifier, string Prefix, string Extension, string? CudaPackage)
{
    /// <summary>The libtorch that the referenced TorchSharp was built for, and the version of its packages.</summary>
    public const string LibTorchVersion = "2.10.0";

    public string CpuPackage => $"libtorch-cpu-{RuntimeIdentifier}";

    /// <summary>Returns the platform of this process.</summary>
    /// <exception cref="PlatformNotSupportedException">There is no libtorch for it.</exception>
    public static TorchPlatform Current()
    {
        var system = OperatingSystem.IsWindows() ? OSPlatform.Windows
            : OperatingSystem.IsMacOS() ? OSPlatform.OSX
            : OperatingSystem.IsLinux() ? OSPlatform.Linux
            : OSPlatform.Create("OTHER");
        return For(system, RuntimeInformation.ProcessArchitecture, RuntimeInformation.RuntimeIdentifier);
    }

    /// <summary>Returns the platform of a process. The runtime's own identifier tells distributions with musl.</summary>
    /// <exception cref="PlatformNotSupportedException">There is no libtorch for it.</exception>
    public static TorchPlatform For(OSPlatform system, Architecture architecture, string runtimeIdentifier)
    {
        var isMusl = system == OSPlatform.Linux
            && (runtimeIdentifier.Contains("musl", StringComparison.OrdinalIgnoreCase)
                || runtimeIdentifier.StartsWith("alpine", StringComparison.OrdinalIgnoreCase));
        if (isMusl)
        {
            throw TorchLoadError.Musl(runtimeIdentifier);
        }

        return (system, architecture) switch
        {
            _ when system == OSPlatform.Linux && architecture is Architecture.X64 =>
                new("linux-x64", "lib", ".so", "TorchSharp-cuda-linux"),
            _ when system == OSPlatform.Windows && architecture is Architecture.X64 =>
                new("win-x64", "", ".dll", "TorchSharp-cuda-windows"),
            _ when system == OSPlatform.Windows && architecture is Architecture.Arm64 =>
                new("win-arm64", "", ".dll", CudaPackage: null),
            _ when system == OSPlatform.OSX && architecture is Architecture.Arm64 =>
                new("osx-arm64", "lib", ".dylib", CudaPackage: null),
            _ => throw TorchLoadError.UnsupportedPlatform(runtimeIdentifier, architecture),
        };
    }

    public string FileNameOf(string library) => Prefix + library + Extension;
}
