using System.Runtime.InteropServices;
using System.Runtime.Versioning;

namespace DenseNetworks.ML.Training.LibTorchLoading;

/// <summary>
/// Loads <c>libLibTorchSharp.so</c> of TorchSharp if the libstdc++ of the system is older than that of GCC 13, as on Debian 12
/// and Ubuntu 22.04. See docs/decisions/0002-libtorch-on-older-linux.md.
/// </summary>
/// <remarks>
/// GCC 13 makes every file that includes <c>&lt;iostream&gt;</c> name one more symbol, so that the linker requires a libstdc++
/// that initializes the streams by itself. The symbol is named but never called, and the libraries of libtorch initialize the
/// streams here, because an older compiler built them.
/// </remarks>
[SupportedOSPlatform("linux")]
internal static class OlderLibstdcxx
{
    private const string Libstdcxx = "libstdc++.so.6";
    private const string Version = "GLIBCXX_3.4.32";
    private const string Symbol = "_ZSt21ios_base_library_initv";

    /// <summary>Gets a value indicating whether the libstdc++ of this system lacks the version.</summary>
    public static bool IsInstalled
    {
        get
        {
            if (!NativeLibrary.TryLoad(Libstdcxx, out var library))
            {
                return false;
            }

            var hasSymbol = NativeLibrary.TryGetExport(library, Symbol, out _);
            NativeLibrary.Free(library);
            return !hasSymbol;
        }
    }

    /// <summary>Loads a copy of a library that does not require the version. Nothing is written to disk.</summary>
    /// <returns>
    /// <see langword="false"/> if the library does not need the version, or uses it; otherwise, <see langword="true"/>.
    /// </returns>
    /// <exception cref="BadImageFormatException">The file is malformed, or the loader says that the copy is.</exception>
    /// <exception cref="DllNotFoundException">The loader rejects the copy too.</exception>
    /// <exception cref="IOException">The file cannot be read, or the system creates no file in memory.</exception>
    /// <exception cref="UnauthorizedAccessException">Access to the file is denied.</exception>
    public static bool TryLoad(string path, out nint library)
    {
        library = 0;
        var file = File.ReadAllBytes(path);
        if (!UnusedVersionNeed.TryWeaken(file, Libstdcxx, Version))
        {
            return false;
        }

        using var copy = MemoryFile.Create(Path.GetFileName(path), file);
        library = NativeLibrary.Load(MemoryFile.PathOf(copy));

        // The descriptor stays open: the loader identifies the library by this path, and would mistake it for any other that is
        // loaded through a descriptor with the same number.
        copy.SetHandleAsInvalid();
        return true;
    }
}

/// <summary>A switch, set like those of .NET, with which a user disables <see cref="OlderLibstdcxx"/>.</summary>
internal static class LibstdcxxFixSwitch
{
    /// <summary>
    /// The name for <see cref="AppContext"/>, in the runtime configuration or code of an app, which has precedence.
    /// </summary>
    public const string Name = "DenseNetworks.ML.DisableLibstdcxxFix";

    /// <summary>The environment variable: <c>1</c> and <c>true</c> mean yes, anything else no.</summary>
    public const string Variable = "MNIST_CLASSIFIER_DISABLE_LIBSTDCXX_FIX";

    public static bool IsOff => AppContext.TryGetSwitch(Name, out var isOff)
        ? isOff
        : Environment.GetEnvironmentVariable(Variable)?.Trim() is { } value
            && (value == "1" || value.Equals(bool.TrueString, StringComparison.OrdinalIgnoreCase));
}
