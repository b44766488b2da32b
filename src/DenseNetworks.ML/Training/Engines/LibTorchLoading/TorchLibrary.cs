using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Loader;
using System.Runtime.Versioning;
using TorchSharp;

namespace DenseNetworks.ML.Training.LibTorchLoading;

/// <summary>Loads libtorch, and explains why if that fails.</summary>
/// <remarks>
/// <para> TorchSharp loads it too, when it is first used. If that fails, it copies some 600 MB of libraries from the NuGet
/// cache to the folder of the app, tries again, and then reports a missing package whatever the reason was. So this must happen
/// first, and TorchSharp then finds everything loaded. </para>
/// <para> GPUs need nothing else: <c>libtorch</c> of the CUDA build brings its own libraries, and TorchSharp loads the rest
/// when a CUDA device is first used. </para>
/// </remarks>
internal static class TorchLibrary
{
    /// <summary>The native part of TorchSharp, which wraps libtorch and contains everything that TorchSharp calls.</summary>
    private const string LibTorchSharp = "LibTorchSharp";

    private const string TorchCpu = "torch_cpu";

    private static readonly Assembly TorchSharp = typeof(torch).Assembly;

    private static readonly object Gate = new();
    private static volatile bool _isLoaded;

    /// <summary>Loads libtorch once. Safe to call from any thread; calls after the first do nothing.</summary>
    /// <exception cref="DllNotFoundException">The app has no libtorch, or it cannot be loaded.</exception>
    /// <exception cref="PlatformNotSupportedException">There is no libtorch for this platform.</exception>
    public static void EnsureLoaded()
    {
        if (TryLoad() is { } error)
        {
            throw error;
        }
    }

    /// <summary>
    /// Loads libtorch as <see cref="EnsureLoaded"/> does, but returns the exception instead of throwing it; or null.
    /// </summary>
    public static Exception? TryLoad()
    {
        if (_isLoaded)
        {
            return null;
        }

        lock (Gate)
        {
            var error = _isLoaded ? null : Load() ?? InitializeTorchSharp();
            _isLoaded = error is null;
            return error;
        }
    }

    /// <summary>Counts the GPUs that libtorch, which must be loaded, can train on.</summary>
    public static int CountGpus() => torch.cuda.is_available() ? torch.cuda.device_count() : 0;

    private static Exception? Load()
    {
        if (OperatingSystem.IsBrowser())
        {
            return TorchLoadError.UnsupportedPlatform(
                RuntimeInformation.RuntimeIdentifier, RuntimeInformation.ProcessArchitecture);
        }

        // With the names that TorchSharp uses, because this must succeed when TorchSharp loads it. "torch" is an addition for
        // scripts and notebooks, where each package has its own folder: once loaded, LibTorchSharp finds it anywhere.
        var hasLibTorch = TryLoadByName(TorchCpu);
        TryLoadByName("torch");
        if (TryLoadByName(LibTorchSharp))
        {
            return null;
        }

        if (TorchPlatform.TryGetCurrent(out var platform) is { } unsupported)
        {
            return unsupported;
        }

        var folders = NativeSearchPath.FoldersFor(TorchSharp, platform.RuntimeIdentifier);
        if (!hasLibTorch && NativeSearchPath.Find(folders, platform.FileNameOf(TorchCpu)) is null)
        {
            return TorchLoadError.NoLibTorch(platform, platform.FileNameOf(TorchCpu), folders);
        }

        if (NativeSearchPath.Find(folders, platform.FileNameOf(LibTorchSharp)) is not { } path)
        {
            return TorchLoadError.NoLibTorchSharp(platform.FileNameOf(LibTorchSharp), folders);
        }

        // Once loaded, it is found by its bare name, which the runtime tries last.
        return LoadFile(path, platform) is { } error ? error
            : TryLoadByName(LibTorchSharp) ? null
            : TorchLoadError.HiddenByLoadContext(AssemblyLoadContext.GetLoadContext(TorchSharp), path);
    }

    // Runs the static constructor of TorchSharp, which .NET never repeats. It may have failed before this call.
    private static DllNotFoundException? InitializeTorchSharp()
    {
        try
        {
            RuntimeHelpers.RunClassConstructor(typeof(torch).TypeHandle);
            return null;
        }
        catch (TypeInitializationException reason)
        {
            return TorchLoadError.TriedTooEarly(reason);
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
            // Thrown by the load context of a host with plug-ins, which is asked first.
            return false;
        }
    }

    private static DllNotFoundException? LoadFile(string path, TorchPlatform platform)
    {
        try
        {
            NativeLibrary.Load(path);
            return null;
        }
        catch (Exception reason) when (reason is DllNotFoundException or BadImageFormatException)
        {
            return !OperatingSystem.IsLinux() || !OlderLibstdcxx.IsInstalled ? TorchLoadError.CannotLoad(platform, path, reason)
                : LibstdcxxFixSwitch.IsOff ? TorchLoadError.FixIsOff(path, reason)
                : LoadForOlderLibstdcxx(path, platform, reason);
        }
    }

    [SupportedOSPlatform("linux")]
    private static DllNotFoundException? LoadForOlderLibstdcxx(string path, TorchPlatform platform, Exception reason)
    {
        Exception? workaround = null;
        try
        {
            if (OlderLibstdcxx.TryLoad(path, out _))
            {
                return null;
            }
        }
        catch (Exception e) when (e
            is BadImageFormatException or DllNotFoundException or IOException or UnauthorizedAccessException)
        {
            workaround = e;
        }

        return TorchLoadError.CannotLoad(platform, path, reason, workaround);
    }
}
