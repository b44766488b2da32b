using System.Reflection;

namespace DenseNetworks.ML.Training.LibTorchLoading;

/// <summary>Determines the folders in which the runtime looks for the native libraries of an app.</summary>
internal static class NativeSearchPath
{
    /// <summary>Returns the distinct folders in order of precedence.</summary>
    public static IReadOnlyList<string> FoldersFor(Assembly assembly, string runtimeIdentifier)
    {
        // The folders that the host found in the .deps.json of the app; see
        // https://learn.microsoft.com/dotnet/core/dependency-loading/default-probing#unmanaged-native-library-probing.
        var probed = AppContext.GetData("NATIVE_DLL_SEARCH_DIRECTORIES") as string ?? "";
        var native = Path.Combine("runtimes", runtimeIdentifier, "native");

        List<string> folders =
        [
            .. probed.Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries),
            AppContext.BaseDirectory,
            Path.Combine(AppContext.BaseDirectory, native),
        ];

        // In a single-file app, an assembly has no location.
        if (Path.GetDirectoryName(assembly.Location) is { Length: > 0 } own)
        {
            folders.AddRange([own, Path.Combine(own, native)]);

            // In a script or a notebook, an assembly stays in its package, in lib/net8.0 next to runtimes.
            if (Directory.GetParent(own) is { Name: "lib", Parent: { } package })
            {
                folders.Add(Path.Combine(package.FullName, native));
            }
        }

        return [.. folders.Select(Path.GetFullPath).Select(Path.TrimEndingDirectorySeparator).Distinct()];
    }

    /// <summary>Returns the path of a file in the first folder that contains it; or null.</summary>
    public static string? Find(IEnumerable<string> folders, string fileName) =>
        folders.Select(folder => Path.Combine(folder, fileName)).FirstOrDefault(File.Exists);
}
