namespace BillOfMaterials;

/// <summary>A package, as a bill of materials describes it.</summary>
/// <param name="Id">The package's name.</param>
/// <param name="Version">The version.</param>
/// <param name="Authors">Its authors.</param>
/// <param name="Licence">The licence, an SPDX expression.</param>
/// <param name="Sha512">
/// The hash of the <c>.nupkg</c> file, in hexadecimal; null for a package that is made in this build.
/// </param>
/// <param name="DependsOn">The names of the packages that it depends on.</param>
internal sealed record Component(
    string Id, string Version, string Authors, string Licence, string? Sha512, IReadOnlyList<string> DependsOn)
{
    /// <summary>Gets the package's address: https://github.com/package-url/purl-spec.</summary>
    public string Purl => $"pkg:nuget/{Id}@{Version}";
}
