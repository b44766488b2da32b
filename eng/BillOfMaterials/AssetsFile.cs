using System.Text.Json;
using System.Xml.Linq;

namespace BillOfMaterials;

/// <summary>Reads <c>project.assets.json</c>, in which NuGet writes down what it restored for a project.</summary>
internal sealed class AssetsFile : IDisposable
{
    private readonly JsonDocument _document;
    private readonly JsonElement _target;
    private readonly string _framework;

    public AssetsFile(string path)
    {
        _document = JsonDocument.Parse(File.ReadAllBytes(path));
        // One framework, and no other target where no runtime is named.
        var target = _document.RootElement.GetProperty("targets").EnumerateObject().First();
        (_framework, _target) = (target.Name, target.Value);
    }

    /// <summary>Returns the package of the project, and then its direct and indirect dependencies, sorted by name.</summary>
    public IEnumerable<Component> ReadComponents(Component package)
    {
        var direct = ReadDirectDependencies().ToList();
        var found = new SortedDictionary<string, Component>(StringComparer.OrdinalIgnoreCase);
        var waiting = new Stack<string>(direct);
        while (waiting.TryPop(out var id))
        {
            if (!found.ContainsKey(id) && ReadComponent(id, package) is { } component)
            {
                found.Add(id, component);
                component.DependsOn.ToList().ForEach(waiting.Push);
            }
        }

        return
        [
            package with { DependsOn = Known(direct) },
            .. found.Values.Select(component => component with { DependsOn = Known(component.DependsOn) }),
        ];

        // What the framework itself has is left out of a restore.
        List<string> Known(IEnumerable<string> ids) =>
            [.. ids.Where(found.ContainsKey).Select(id => found[id].Id).Distinct().Order(StringComparer.Ordinal)];
    }

    public void Dispose() => _document.Dispose();

    // As in the package: without private assets, and with the versions pinned by Directory.Packages.props.
    private IEnumerable<string> ReadDirectDependencies()
    {
        var root = _document.RootElement;
        var references = root.GetProperty("project").GetProperty("frameworks").GetProperty(_framework)
            .GetProperty("dependencies");
        var direct = root.GetProperty("projectFileDependencyGroups").GetProperty(_framework).EnumerateArray()
            .Select(dependency => dependency.GetString()!.Split(' ')[0])
            .Where(id => !(references.TryGetProperty(id, out var reference)
                && reference.TryGetProperty("suppressParent", out var suppressed) && suppressed.ValueEquals("All")));
        return root.TryGetProperty("centralTransitiveDependencyGroups", out var groups)
            && groups.TryGetProperty(_framework, out var pinned)
                ? direct.Concat(Names(pinned))
                : direct;
    }

    private Component? ReadComponent(string id, Component package)
    {
        foreach (var library in _target.EnumerateObject())
        {
            var name = library.Name.Split('/');
            if (!name[0].Equals(id, StringComparison.OrdinalIgnoreCase))
            {
                continue;
            }

            string[] dependsOn = library.Value.TryGetProperty(
                "dependencies", out var dependencies) ? [.. Names(dependencies)] : [];
            // A project of this repository becomes a package of the same version and licence.
            return library.Value.GetProperty("type").ValueEquals("project")
                ? package with { Id = name[0], DependsOn = dependsOn }
                : ReadPackage(name[0], name[1], dependsOn);
        }

        return null;
    }

    private Component ReadPackage(string id, string version, string[] dependsOn)
    {
        var path = _document.RootElement.GetProperty("libraries").GetProperty($"{id}/{version}").GetProperty("path")
            .GetString()!;
        var folder = _document.RootElement.GetProperty("packageFolders").EnumerateObject()
            .Select(root => Path.Combine(root.Name, path)).First(Directory.Exists);
        var manifest = XDocument.Load(Directory.GetFiles(folder, "*.nuspec").Single()).Descendants().ToList();
        var licence = manifest.Find(
            element => element.Name.LocalName == "license" && element.Attribute("type")?.Value == "expression")
            ?? throw new InvalidDataException($"{id} {version} does not state its licence as an expression.");
        var hash = File.ReadAllText(Directory.GetFiles(folder, "*.nupkg.sha512").Single());
        return new(
            id, version, manifest.Find(element => element.Name.LocalName == "authors")!.Value, licence.Value,
            Convert.ToHexStringLower(Convert.FromBase64String(hash)), dependsOn);
    }

    private static IEnumerable<string> Names(JsonElement element) =>
        element.EnumerateObject().Select(property => property.Name);
}
