using System.Runtime.InteropServices;
using System.Runtime.Versioning;

namespace DenseNetworks.ML.Training.LibTorchLoading;

/// <summary>
/// Loads TorchSharp's <c>libLibTorchSharp.so</c> where the system's libstdc++ is older than that of GCC 13, as on
/// Debian 12 and Ubuntu 22.04. See docs/decisions/0002-libtorch-on-older-linux.md.
/// </summary>
/// <remarks>
/// GCC 13 makes every file that includes <c>&lt;iostream&gt;</c> name one more symbol, so that the linker asks for a
/// libstdc++ that initialises the streams by itself. The symbol is named and never called, and here it is libtorch's
/// own libraries that initialise the streams: an older compiler built them.
/// </remarks>
[SupportedOSPlatform("linux")]
internal static class OlderLibstdcxx
{
    private const string Libstdcxx = "libstdc++.so.6";
    private const string Version = "GLIBCXX_3.4.32";
    private const string Symbol = "_ZSt21ios_base_library_initv";

    /// <summary>Gets a value indicating whether this system's libstdc++ lacks the version.</summary>
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

    /// <summary>Loads a copy of a library that does not insist on the version. Nothing is written to disk.</summary>
    /// <returns>False when the library does not need the version, or really uses it.</returns>
    /// <exception cref="BadImageFormatException">The file is malformed, or the loader finds the copy so.</exception>
    /// <exception cref="DllNotFoundException">The loader refuses the copy too.</exception>
    /// <exception cref="IOException">The file cannot be read, or the system grants no file in memory.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be read.</exception>
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

        // Leaves the descriptor open for good: the loader knows the library by this path, and would take for it
        // whatever somebody else loads through a descriptor that got the same number.
        copy.SetHandleAsInvalid();
        return true;
    }
}

/// <summary>Lets a user forbid what <see cref="OlderLibstdcxx"/> does, as .NET's own switches are set.</summary>
internal static class LibstdcxxFixSwitch
{
    /// <summary>The name for <see cref="AppContext"/>, in an app's runtime configuration or code. It is asked first.</summary>
    public const string Name = "DenseNetworks.ML.DisableLibstdcxxFix";

    /// <summary>The environment variable: <c>1</c> and <c>true</c> are yes, anything else is no.</summary>
    public const string Variable = "MNIST_CLASSIFIER_DISABLE_LIBSTDCXX_FIX";

    public static bool IsOff => AppContext.TryGetSwitch(Name, out var isOff)
        ? isOff
        : Environment.GetEnvironmentVariable(Variable)?.Trim() is { } value
            && (value == "1" || value.Equals(bool.TrueString, StringComparison.OrdinalIgnoreCase));
}
