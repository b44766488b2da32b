using System.Xml.Linq;

namespace Testing;

/// <summary>A package that a lock file names.</summary>
/// <param name="Id">The package's name.</param>
/// <param name="Version">The version that every restore brings.</param>
internal sealed record LockedPackage(string Id, string Version)
{
    private const string None = "none stated";

    // NuGet writes names in lower case.
    private static readonly EnumerationOptions AnyCase = new() { MatchCasing = MatchCasing.CaseInsensitive };

    /// <summary>Gets a value indicating whether the package is on this machine: another platform's is not.</summary>
    public bool IsRestored => Folders.Any();

    private IEnumerable<string> Folders => Directory.EnumerateDirectories(Repository.PackagesFolder, Id, AnyCase)
        .SelectMany(folder => Directory.EnumerateDirectories(folder, Version, AnyCase));

    /// <summary>Returns the licence that the package states: an SPDX expression, a file or an address.</summary>
    public string ReadLicence()
    {
        var description = XDocument.Load(Directory.GetFiles(Folders.Single(), "*.nuspec").Single()).Descendants().ToList();
        var licence = description.Find(element => element.Name.LocalName == "license");
        return licence?.Attribute("type")?.Value switch
        {
            "expression" => licence.Value,
            "file" => $"the file {licence.Value} in it: {FirstLine(licence.Value)}",
            _ => description.Find(element => element.Name.LocalName == "licenseUrl")?.Value ?? None,
        };
    }

    /// <summary>Returns the package as it was downloaded.</summary>
    public byte[] ReadFile() => File.ReadAllBytes(Directory.GetFiles(Folders.Single(), "*.nupkg").Single());

    private string FirstLine(string file) => File.ReadLines(Path.Combine(Folders.Single(), file)).First().Trim();
}
