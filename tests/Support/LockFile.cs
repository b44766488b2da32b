using System.Text.Json;

namespace Testing;

/// <summary>What a restore of one project brings, as written down in the repository.</summary>
/// <param name="path">The lock file.</param>
internal sealed class LockFile(string path)
{
    public string Path { get; } = path;

    /// <summary>Gets the packages, direct and transitive, each once.</summary>
    public IReadOnlyList<LockedPackage> Packages { get; } = [.. ReadPackages(path).Distinct()];

    /// <summary>Returns the lock files of a project, one for each platform where its packages differ.</summary>
    public static IEnumerable<LockFile> Of(string project) => Directory
        .EnumerateFiles(System.IO.Path.GetDirectoryName(project)!, "packages*.lock.json")
        .Order()
        .Select(path => new LockFile(path));

    private static IEnumerable<LockedPackage> ReadPackages(string path)
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(path));
        foreach (var framework in document.RootElement.GetProperty("dependencies").EnumerateObject())
        {
            foreach (var package in framework.Value.EnumerateObject())
            {
                // A project of this repository has no version.
                if (package.Value.TryGetProperty("resolved", out var version))
                {
                    yield return new(package.Name, version.GetString()!);
                }
            }
        }
    }
}
