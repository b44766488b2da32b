namespace BillOfMaterials;

/// <summary>Writes a page with the licences of the dependencies of a package.</summary>
internal static class NoticesPage
{
    /// <summary>Returns the page, in Markdown.</summary>
    /// <param name="components">The package itself, and then what it depends on.</param>
    public static string Write(IReadOnlyList<Component> components)
    {
        var package = components[0];
        return $"""
            # Third-party notices

            {package.Id} is under the {package.Licence} licence, and no code of others is in its package. An app that adds it gets these
            packages of others too, or later versions, each under its own licence. `bom.cdx.json` has the same list for programs.

            | package | version | licence | by |
            |---|---|---|---|

            """.ReplaceLineEndings("\n")
            + string.Concat(components.Where(component => component.Sha512 is not null).Select(component =>
                $"| {component.Id} | {component.Version} | {component.Licence} | {component.Authors} |\n"));
    }
}
