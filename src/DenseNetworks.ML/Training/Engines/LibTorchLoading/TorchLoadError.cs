using System.Runtime.InteropServices;
using System.Runtime.Loader;

namespace DenseNetworks.ML.Training.LibTorchLoading;

/// <summary>
/// Creates the errors of loading libtorch, which say why in the first line, and what to do after it. The first line is used
/// alone by trainings that continue without libtorch.
/// </summary>
internal static class TorchLoadError
{
    private const string WhoNeedsIt =
        "Only Backend LibTorch and GPUs need libtorch: without it, Backend Automatic trains in managed code, and predicting " +
        "never needs it.";

    private const string OlderSystem =
        """
        This system's C or C++ library is older than the one that TorchSharp's native library was built for.
        Ubuntu 24.04, Debian 13, Fedora 39, RHEL 10 and their successors have one that is recent enough.
        """;

    public static DllNotFoundException NoLibTorch(TorchPlatform platform, string fileName, IEnumerable<string> folders)
    {
        var cpu = $"{platform.CpuPackage} {TorchPlatform.LibTorchVersion}";
        var cuda = platform.CudaPackage is { } package
            ? $"\n  {package}, in the version of TorchSharp, for NVIDIA GPUs"
            : "";
        return new DllNotFoundException(
            $"""
            This app has no libtorch, the native library of TorchSharp. The package {cpu} provides it.
            Add one of these packages to the app's project:
              {cpu}, for this platform alone
              TorchSharp-cpu, in the version of TorchSharp, for every platform (more than a gigabyte){cuda}
            {WhoNeedsIt}
            Looked for {fileName} in {string.Join(", ", folders)}.
            """);
    }

    /// <summary>The app has libtorch, but not the native library of TorchSharp.</summary>
    public static DllNotFoundException NoLibTorchSharp(string fileName, IEnumerable<string> folders) =>
        new($"""
            This app's files are without {fileName}, which the TorchSharp package provides to train with libtorch.
            Build or publish the app again, and copy all of the output, the folder "runtimes" too.
            {WhoNeedsIt}
            Looked for {fileName} in {string.Join(", ", folders)}.
            """);

    /// <summary>The libraries exist but cannot be loaded, nor can the copy of <see cref="OlderLibstdcxx"/>, if tried.</summary>
    public static DllNotFoundException CannotLoad(
        TorchPlatform platform,
        string path,
        Exception reason,
        Exception? workaround = null)
    {
        var triedInVain = workaround is null
            ? ""
            : $"\nA copy with fewer requirements did not load either: {workaround.Message.Trim()}";
        return new DllNotFoundException(
            $"""
            This app's libtorch does not load.
            {AdviceFor(platform, reason.Message)}
            {WhoNeedsIt}
            {path} did not load: {reason.Message.Trim()}{triedInVain}
            """,
            reason);
    }

    /// <summary>A copy in memory might be loadable, but the user has disabled it.</summary>
    public static DllNotFoundException FixIsOff(string path, Exception reason) =>
        new(
            $"""
            This app's libtorch does not load.
            {OlderSystem}
            It is the package libstdc++6 of Debian and Ubuntu, libstdc++ of Fedora and RHEL, in version 13.1 or later.
            A copy in memory that does not need it was not tried, because {LibstdcxxFixSwitch.Name} is true,
            in the app's runtime configuration or as the environment variable {LibstdcxxFixSwitch.Variable}.
            {WhoNeedsIt}
            {path} did not load: {reason.Message.Trim()}
            """,
            reason);

    /// <summary>The library can be loaded, but the load context of TorchSharp does not find it.</summary>
    public static DllNotFoundException HiddenByLoadContext(AssemblyLoadContext? context, string path) =>
        new($"""
            TorchSharp's own AssemblyLoadContext, {context}, refuses to find libtorch, which loads from {path}.
            Load TorchSharp and DenseNetworks.ML into the default context, or do not override LoadUnmanagedDll for them.
            {WhoNeedsIt}
            """);

    /// <summary>TorchSharp was used before the library was loaded, failed, and cannot try again.</summary>
    public static DllNotFoundException TriedTooEarly(Exception reason) => new(
        $"""
        This app has libtorch, but TorchSharp was used before it was loaded, and could not load it by itself.
        It cannot try again in this process. Call {typeof(LibTorch)}.{nameof(LibTorch.EnsureLoaded)}()
        at the start of the program, before anything of TorchSharp's is used.
        {WhoNeedsIt}
        TorchSharp said: {(reason.InnerException ?? reason).Message.Trim()}
        """,
        reason);

    public static PlatformNotSupportedException Musl(string runtimeIdentifier) =>
        new($"""
            libtorch runs on glibc and not on musl, as in Alpine ({runtimeIdentifier}).
            To train with it, use Debian, Ubuntu, Fedora or RHEL, or the default .NET container images, not the Alpine ones.
            {WhoNeedsIt}
            """);

    /// <summary>There is no libtorch for the operating system or the architecture.</summary>
    public static PlatformNotSupportedException UnsupportedPlatform(
        string runtimeIdentifier,
        Architecture architecture) =>
        new($"""
            libtorch exists for linux-x64, win-x64, win-arm64 and osx-arm64, but not for {runtimeIdentifier} ({architecture}).
            {WhoNeedsIt}
            """);

    /// <summary>Returns in one line why libtorch is missing, for a training that continues without it.</summary>
    public static string Advise(Exception error) =>
        $"{error.Message.Split('\n', 2)[0].TrimEnd()} Training continues in managed code. " +
        "libtorch may be faster: Backend LibTorch says how to get it, and Backend Managed avoids this message.";

    private static string AdviceFor(TorchPlatform platform, string reason)
    {
        // The messages of the dynamic loaders of Linux, macOS and Windows (ERROR_PROC_NOT_FOUND), in this order.
        string[] missingSymbol = ["undefined symbol", "Symbol not found", "0x8007007F"];
        string[] missingVersion = ["version `GLIBCXX_", "version `CXXABI_", "version `GLIBC_"];

        if (missingVersion.Any(text => reason.Contains(text, StringComparison.Ordinal)))
        {
            return OlderSystem;
        }

        if (missingSymbol.Any(text => reason.Contains(text, StringComparison.OrdinalIgnoreCase)))
        {
            return $"""
                It seems to have another version than TorchSharp was built for.
                Reference {platform.CpuPackage} {TorchPlatform.LibTorchVersion}, or one of TorchSharp-cpu,
                TorchSharp-cuda-linux and TorchSharp-cuda-windows in the version of TorchSharp.
                """;
        }

        return platform.RuntimeIdentifier.StartsWith("win", StringComparison.Ordinal)
            ? "The Microsoft Visual C++ Redistributable may be missing: https://aka.ms/vc14."
            : "The file may be damaged, or a library that it needs may be missing.";
    }
}
