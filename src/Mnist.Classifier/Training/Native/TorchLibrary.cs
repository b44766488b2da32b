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

    private static readonly object Gate = new();
    private static volatile bool _isLoaded;

    /// <summary>Loads libtorch, once. Any thread may call it; a call after the first costs nothing.</summary>
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
        // As TorchSharp does, with its names: this is what must succeed when it comes to its own turn. "torch" is one
        // more, which lets LibTorchSharp find it where packages have a folder each, as in a script or a notebook.
        var hasLibTorch = TryLoadByName(TorchCpu);
        TryLoadByName("torch");
        if (TryLoadByName(LibTorchSharp))
        {
            return;
        }

        var platform = TorchPlatform.Current();
        var folders = NativeSearchPath.FoldersFor(TorchSharp, platform.RuntimeIdentifier);
        if (!hasLibTorch && NativeSearchPath.Find(folders, platform.FileNameOf(TorchCpu)) is null)
        {
            throw TorchLoadError.NoLibTorch(platform, platform.FileNameOf(TorchCpu), folders);
        }

        var path = NativeSearchPath.Find(folders, platform.FileNameOf(LibTorchSharp))
            ?? throw TorchLoadError.NoLibTorchSharp(platform.FileNameOf(LibTorchSharp), folders);
        LetTorchSharpFind(LoadFile(path, platform), path);
    }

    private static void LetTorchSharpFind(nint library, string path)
    {
        // Raised only after the runtime's own search has failed.
        var context = AssemblyLoadContext.GetLoadContext(TorchSharp)!;
        context.ResolvingUnmanagedDll += (assembly, name) =>
            assembly == TorchSharp && name == LibTorchSharp ? library : 0;

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

    private static nint LoadFile(string path, TorchPlatform platform)
    {
        try
        {
            return NativeLibrary.Load(path);
        }
        catch (Exception reason) when (reason is DllNotFoundException or BadImageFormatException)
        {
            return OperatingSystem.IsLinux() && OlderLibstdcxx.IsInstalled
                ? LoadForOlderLibstdcxx(path, platform, reason)
                : throw TorchLoadError.CannotLoad(platform, path, reason);
        }
    }

    [SupportedOSPlatform("linux")]
    private static nint LoadForOlderLibstdcxx(string path, TorchPlatform platform, Exception reason)
    {
        try
        {
            if (OlderLibstdcxx.TryLoad(path, out var library))
            {
                return library;
            }
        }
        catch (Exception workaround) when (workaround
            is BadImageFormatException or DllNotFoundException or IOException or UnauthorizedAccessException)
        {
            throw TorchLoadError.CannotLoad(platform, path, reason, workaround);
        }

        throw TorchLoadError.CannotLoad(platform, path, reason);
    }
}
