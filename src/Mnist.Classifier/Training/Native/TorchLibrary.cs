using System.Reflection;
using System.Runtime.InteropServices;
using System.Runtime.Loader;
using System.Runtime.Versioning;
using TorchSharp;

namespace Mnist.Classifier.Training.Native;

/// <summary>Loads libtorch, and explains it when that cannot be done.</summary>
/// <remarks>
/// <para>
/// TorchSharp loads it too, at its first use. When that fails, it copies some 600 MB of libraries from the NuGet cache
/// into the app's folder, tries again, and then tells of a missing package whatever the reason was. So this must come
/// first: TorchSharp then finds everything loaded.
/// </para>
/// <para>
/// Nothing has to be asked for where there is a GPU: the CUDA build's <c>libtorch</c> brings its own libraries, and
/// TorchSharp loads the rest when a CUDA device is first used.
/// </para>
/// </remarks>
internal static class TorchLibrary
{
    /// <summary>The native half of TorchSharp, in front of libtorch: all that TorchSharp calls is in it.</summary>
    private const string LibTorchSharp = "LibTorchSharp";

    private const string TorchCpu = "torch_cpu";

    private static readonly Assembly TorchSharp = typeof(torch).Assembly;

    // What LibTorchSharp needs, in the order in which they need each other.
    private static readonly string[] LibTorch = ["c10", TorchCpu, "torch"];

    private static readonly object Gate = new();
    private static volatile bool _isLoaded;

    /// <summary>Loads libtorch, once per process. Threads may call it at once; a call after the first costs nothing.</summary>
    /// <exception cref="DllNotFoundException">The app has no libtorch, or the system cannot load it.</exception>
    /// <exception cref="PlatformNotSupportedException">There is no libtorch for this platform.</exception>
    public static void EnsureLoaded()
    {
        if (_isLoaded)
        {
            return;
        }

        lock (Gate)
        {
            if (!_isLoaded)
            {
                Load();
                _isLoaded = true;
            }
        }
    }

    private static void Load()
    {
        // As TorchSharp does, with its names: this is what must succeed when it comes to its own turn.
        var hasLibTorch = TryLoadByName(TorchCpu);
        if (TryLoadByName(LibTorchSharp))
        {
            return;
        }

        var platform = TorchPlatform.Current();
        var folders = NativeSearchPath.FoldersFor(TorchSharp, platform.RuntimeIdentifier);
        string? Find(string library) => NativeSearchPath.Find(folders, platform.FileNameOf(library));

        if (!hasLibTorch && Find(TorchCpu) is null)
        {
            throw TorchLoadError.NoLibTorch(platform, platform.FileNameOf(TorchCpu), folders);
        }

        var path = Find(LibTorchSharp)
            ?? throw TorchLoadError.NoLibTorchSharp(platform.FileNameOf(LibTorchSharp), folders);
        var handle = LoadFiles(LibTorch.Select(Find).OfType<string>(), path, platform);

        // Raised only after the runtime's own search has failed.
        var context = AssemblyLoadContext.GetLoadContext(TorchSharp)!;
        context.ResolvingUnmanagedDll += (assembly, name) =>
            assembly == TorchSharp && name == LibTorchSharp ? handle : 0;

        if (!TryLoadByName(LibTorchSharp))
        {
            throw TorchLoadError.HiddenByLoadContext(context, path);
        }
    }

    private static bool TryLoadByName(string library)
    {
        try
        {
            return NativeLibrary.TryLoad(library, TorchSharp, searchPath: null, out _);
        }
        catch (DllNotFoundException)
        {
            // From the load context of a host with plug-ins, which looks first and may throw.
            return false;
        }
    }

    private static nint LoadFiles(IEnumerable<string> libtorch, string libTorchSharp, TorchPlatform platform)
    {
        var file = libTorchSharp;
        try
        {
            // Once loaded by their paths, they are found by their names, even from another folder.
            foreach (var dependency in libtorch)
            {
                file = dependency;
                NativeLibrary.Load(file);
            }

            file = libTorchSharp;
            return NativeLibrary.Load(file);
        }
        catch (Exception reason) when (reason is DllNotFoundException or BadImageFormatException)
        {
            if (file == libTorchSharp && OperatingSystem.IsLinux() && OlderLibstdcxx.IsInstalled)
            {
                return LoadForOlderLibstdcxx(libTorchSharp, platform, reason);
            }

            throw TorchLoadError.CannotLoad(platform, file, reason);
        }
    }

    [SupportedOSPlatform("linux")]
    private static nint LoadForOlderLibstdcxx(string libTorchSharp, TorchPlatform platform, Exception reason)
    {
        try
        {
            if (OlderLibstdcxx.TryLoad(libTorchSharp, out var handle))
            {
                return handle;
            }
        }
        catch (Exception workaround) when (workaround
            is BadImageFormatException or DllNotFoundException or IOException or UnauthorizedAccessException)
        {
            throw TorchLoadError.CannotLoad(platform, libTorchSharp, reason, workaround);
        }

        throw TorchLoadError.CannotLoad(platform, libTorchSharp, reason);
    }
}
