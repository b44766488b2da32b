using System.Runtime.InteropServices;
using System.Runtime.Loader;

namespace Mnist.Classifier.Training.Native;

/// <summary>Says why training cannot start without libtorch, and what to do about it.</summary>
internal static class TorchLoadError
{
    private const string OnlyTraining =
        "Only training needs libtorch: loading a trained model and predicting with it work without.";

    /// <summary>The app has no libtorch.</summary>
    public static DllNotFoundException NoLibTorch(TorchPlatform platform, string fileName, IEnumerable<string> folders) =>
        new($"""
            Training needs libtorch, the native library under TorchSharp, and this app has none. Add one of these packages to the app's project:
              {platform.CpuPackage} {TorchPlatform.LibTorchVersion}: for this platform
              TorchSharp-cpu: for every platform, {CudaLine(platform)}
            {OnlyTraining}
            Looked for {fileName} in {string.Join(", ", folders)}.
            """);

    /// <summary>The app has libtorch, and not the native library that comes with TorchSharp itself.</summary>
    public static DllNotFoundException NoLibTorchSharp(string fileName, IEnumerable<string> folders) =>
        new($"""
            Training needs {fileName}, which the TorchSharp package brings, and it is not among this app's files. Build or publish the app again, and copy all of the output, the folder "runtimes" too.
            {OnlyTraining}
            Looked for it in {string.Join(", ", folders)}.
            """);

    /// <summary>The libraries are there and do not load.</summary>
    /// <param name="platform">The platform.</param>
    /// <param name="path">The library that did not load.</param>
    /// <param name="reason">What the loader said.</param>
    /// <param name="workaround">Why <see cref="OlderLibstdcxx"/> did not help, if it was tried.</param>
    public static DllNotFoundException CannotLoad(
        TorchPlatform platform,
        string path,
        Exception reason,
        Exception? workaround = null)
    {
        var triedInVain = workaround is null
            ? ""
            : $"\nLoading a copy that does without the newest version did not help: {workaround.Message.Trim()}";
        return new DllNotFoundException(
            $"""
            Training needs libtorch, and this app's copy of it does not load. {CauseOf(platform, reason.Message)}
            {OnlyTraining}
            {path} failed to load: {reason.Message.Trim()}{triedInVain}
            """,
            reason);
    }

    /// <summary>The library can be loaded, and the load context that TorchSharp is in does not let TorchSharp have it.</summary>
    public static DllNotFoundException HiddenByLoadContext(AssemblyLoadContext context, string path) =>
        new($"""
            Training needs libtorch, which loads from {path}, and the AssemblyLoadContext of TorchSharp, {context}, finds another file or none for it. Load TorchSharp and Mnist.Classifier into the default context, or do not override LoadUnmanagedDll for them.
            {OnlyTraining}
            """);

    /// <summary>The system's C library is musl.</summary>
    public static PlatformNotSupportedException Musl(string runtimeIdentifier) =>
        new($"""
            Training needs libtorch, which is built for Linux distributions with glibc and does not run on those with musl, such as Alpine (this runtime is {runtimeIdentifier}). Train on Debian, Ubuntu, Fedora or RHEL, or in the default .NET container images instead of the Alpine ones.
            {OnlyTraining}
            """);

    /// <summary>There is no libtorch for the operating system or the architecture.</summary>
    public static PlatformNotSupportedException UnsupportedPlatform(string runtimeIdentifier, Architecture architecture) =>
        new($"""
            Training needs libtorch, which TorchSharp offers for linux-x64, win-x64, win-arm64 and osx-arm64, and not for {runtimeIdentifier} (a process of architecture {architecture}).
            {OnlyTraining}
            """);

    private static string CudaLine(TorchPlatform platform) => platform.CudaPackage is { } package
        ? $"1.1 GB\n  {package}: for NVIDIA GPUs"
        : "1.1 GB";

    private static string CauseOf(TorchPlatform platform, string reason)
    {
        // Of the dynamic loaders of Linux, macOS and Windows (ERROR_PROC_NOT_FOUND), in this order.
        string[] missingSymbol = ["undefined symbol", "Symbol not found", "0x8007007F"];
        string[] missingVersion = ["GLIBCXX_", "CXXABI_", "GLIBC_"];

        if (missingVersion.Any(prefix => reason.Contains($"version `{prefix}", StringComparison.Ordinal)))
        {
            return "This system's C or C++ library (libc.so.6, libstdc++.so.6) is older than the one that TorchSharp's "
                + "native library was built for. Ubuntu 24.04, Debian 13, Fedora 39, RHEL 10 and their successors have "
                + "one that is recent enough.";
        }

        if (missingSymbol.Any(text => reason.Contains(text, StringComparison.OrdinalIgnoreCase)))
        {
            return $"It seems to be of another version than the one that TorchSharp was built for: reference "
                + $"{platform.CpuPackage} {TorchPlatform.LibTorchVersion}, or one of the packages TorchSharp-cpu, "
                + "TorchSharp-cuda-linux and TorchSharp-cuda-windows in TorchSharp's own version.";
        }

        return "The file may be damaged, or a library that it needs may be missing.";
    }
}
