using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace BillOfMaterials;

/// <summary>Writes a bill of materials as CycloneDX 1.6: https://cyclonedx.org/docs/1.6/json/.</summary>
internal static class CycloneDx
{
    private static readonly JsonSerializerOptions Format = new()
    {
        WriteIndented = true,
        NewLine = "\n",
        // The file is read by programs, never put into a page: names may keep their letters.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>
    /// Returns the document. It names no time and has no serial number, so that the same input gives the same text.
    /// </summary>
    /// <param name="components">The package itself, and then what it depends on.</param>
    public static string Write(IReadOnlyList<Component> components)
    {
        var purls = components.ToDictionary(component => component.Id, component => component.Purl);
        var document = new JsonObject
        {
            ["$schema"] = "http://cyclonedx.org/schema/bom-1.6.schema.json",
            ["bomFormat"] = "CycloneDX",
            ["specVersion"] = "1.6",
            ["version"] = 1,
            ["metadata"] = new JsonObject
            {
                ["component"] = Describe(components[0]),
                ["properties"] = new JsonArray(new JsonObject { ["name"] = "cdx:reproducible", ["value"] = "true" }),
            },
            ["components"] = new JsonArray([.. components.Skip(1).Select(Describe)]),
            ["dependencies"] = new JsonArray(
            [
                .. components.Select(component => new JsonObject
                {
                    ["ref"] = component.Purl,
                    ["dependsOn"] = new JsonArray([.. component.DependsOn.Select(id => JsonValue.Create(purls[id]))]),
                }),
            ]),
        };
        return document.ToJsonString(Format) + "\n";
    }

    private static JsonObject Describe(Component component)
    {
        var described = new JsonObject
        {
            ["type"] = "library",
            ["bom-ref"] = component.Purl,
            ["authors"] = new JsonArray(new JsonObject { ["name"] = component.Authors }),
            ["name"] = component.Id,
            ["version"] = component.Version,
            ["licenses"] = new JsonArray(DescribeLicence(component.Licence)),
            ["purl"] = component.Purl,
        };
        if (component.Sha512 is { } hash)
        {
            described["hashes"] = new JsonArray(new JsonObject { ["alg"] = "SHA-512", ["content"] = hash });
        }

        return described;
    }

    // A choice of licences is an expression; a single one is named by its identifier.
    private static JsonObject DescribeLicence(string licence) => licence.Contains(' ', StringComparison.Ordinal)
        ? new() { ["expression"] = licence }
        : new() { ["license"] = new JsonObject { ["id"] = licence } };
}
