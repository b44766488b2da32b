using System.Text.Json;
using System.Xml.Linq;

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

    /// <summary>Returns the packages that come with one of the libraries: without those that only build it.</summary>
    /// <param name="name">The library's name, which is its project's.</param>
    public static IReadOnlyList<LockedPackage> OfLibrary(string name)
    {
        var folder = System.IO.Path.Combine(Repository.Folder, "src");
        var project = System.IO.Path.Combine(folder, name, $"{name}.csproj");
        string[] references = [project, System.IO.Path.Combine(folder, "Directory.Build.props")];
        var buildsOnly = references.SelectMany(file => XDocument.Load(file).Descendants("PackageReference"))
            .Where(reference => reference.Attribute("PrivateAssets")?.Value == "all")
            .Select(reference => reference.Attribute("Include")!.Value)
            .Append("Microsoft.NET.ILLink.Tasks") // which the SDK adds to projects that say that they can be trimmed
            .ToHashSet();
        return [.. Of(project).Single().Packages.Where(package => !buildsOnly.Contains(package.Id))];
    }

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
