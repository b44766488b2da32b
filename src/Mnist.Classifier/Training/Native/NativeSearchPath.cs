using System.Reflection;

namespace Mnist.Classifier.Training.Native;

/// <summary>The folders in which the runtime looks for an app's native libraries.</summary>
internal static class NativeSearchPath
{
    /// <summary>Returns the folders, first the one that wins, each once.</summary>
    /// <param name="assembly">The assembly whose native libraries are wanted.</param>
    /// <param name="runtimeIdentifier">The platform, for the <c>runtimes/RID/native</c> folders that packages have.</param>
    public static IReadOnlyList<string> FoldersFor(Assembly assembly, string runtimeIdentifier)
    {
        // What the host found in the app's .deps.json; see
        // https://learn.microsoft.com/dotnet/core/dependency-loading/default-probing#unmanaged-native-library-probing.
        var probed = AppContext.GetData("NATIVE_DLL_SEARCH_DIRECTORIES") as string ?? "";

        // In a single-file app an assembly has no location.
        string?[] own = [Path.GetDirectoryName(assembly.Location), AppContext.BaseDirectory];
        var existing = own.Where(folder => !string.IsNullOrEmpty(folder)).Select(folder => folder!).ToList();

        return
        [
            .. probed.Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
                .Concat(existing)
                .Concat(existing.Select(folder => Path.Combine(folder, "runtimes", runtimeIdentifier, "native")))
                .Select(folder => Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder)))
                .Distinct(),
        ];
    }

    /// <summary>Returns the path of a file in the first of the folders that has it, or null.</summary>
    public static string? Find(IEnumerable<string> folders, string fileName) =>
        folders.Select(folder => Path.Combine(folder, fileName)).FirstOrDefault(File.Exists);
}
