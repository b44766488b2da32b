using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Testing;

namespace Mnist.Classifier.Tests.Package;

/// <summary>Each package lists what it is made of, in CycloneDX's format for programs and in a table for people.</summary>
[Collection(PackageCollection.Name)]
public sealed class BillOfMaterialsTests(PackageFeed feed)
{
    public static TheoryData<string> Names => [.. PackageFeed.Names];

    [Theory]
    [MemberData(nameof(Names))]
    public void It_is_in_the_format_of_CycloneDX_and_about_the_package(string name)
    {
        var document = Read(name);

        $"{document["bomFormat"]} {document["specVersion"]}".Should().Be("CycloneDX 1.6");
        var subject = document["metadata"]!["component"]!;
        $"{subject["name"]} {subject["version"]}".Should().Be($"{name} {feed.Version}");
        document.ToJsonString().Should().NotContainAny("timestamp", "serialNumber", Repository.Folder);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void It_has_what_the_package_asks_for_and_what_that_brings(string name)
    {
        var document = Read(name);

        var components = document["components"]!.AsArray().Select(Describe).ToList();

        var ofOthers = Locked(name).Select(package => $"pkg:nuget/{package.Id}@{package.Version} {package.ReadLicence()}");
        var ofTheFamily = PackageFeed.Names.Where(
            other => components.Exists(component => component.StartsWith($"pkg:nuget/{other}@", StringComparison.Ordinal)));
        components.Should()
            .BeEquivalentTo([.. ofOthers, .. ofTheFamily.Select(other => $"pkg:nuget/{other}@{feed.Version} MIT")]);
        DependenciesOf(document, name, feed.Version).Should().BeEquivalentTo(
            feed.Package(name).Dependencies.Select(
                dependency => $"pkg:nuget/{dependency.Key}@{dependency.Value.Trim('[', ']')}"));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Everything_in_it_is_reached_from_the_package(string name)
    {
        var document = Read(name);
        var edges = document["dependencies"]!.AsArray().ToDictionary(
            node => $"{node!["ref"]}", node => node!["dependsOn"]!.AsArray().Select(other => $"{other}").ToList());

        var reached = new HashSet<string>();
        var waiting = new Stack<string>([$"pkg:nuget/{name}@{feed.Version}"]);
        while (waiting.TryPop(out var next))
        {
            if (reached.Add(next))
            {
                edges[next].ForEach(waiting.Push);
            }
        }

        reached.Should().BeEquivalentTo(edges.Keys).And.HaveCount(document["components"]!.AsArray().Count + 1);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Packages_of_others_have_the_hash_of_their_file(string name)
    {
        foreach (
            var component in Read(name)["components"]!.AsArray().Where(component => !IsOfTheFamily($"{component!["name"]}")))
        {
            var package = new LockedPackage($"{component!["name"]}", $"{component["version"]}");

            $"{component["hashes"]![0]!["alg"]} {component["hashes"]![0]!["content"]}"
                .Should().Be($"SHA-512 {Convert.ToHexStringLower(SHA512.HashData(package.ReadFile()))}");
        }
    }

    [Fact]
    public void A_package_that_is_built_again_is_the_same_byte_by_byte() =>
        feed.PackAgain("DenseNetworks").Bytes.Should().Equal(feed.Package("DenseNetworks").Bytes);

    [Theory]
    [MemberData(nameof(Names))]
    public void The_page_for_people_lists_the_packages_of_others(string name)
    {
        var rows = feed.Package(name).ReadText("THIRD-PARTY-NOTICES.md").Split('\n')
            .Where(line => line.StartsWith("| ", StringComparison.Ordinal)).Skip(1)
            .Select(line => string.Join(' ', line.Split(" | ")[..3]));

        rows.Should().Equal(Locked(name).OrderBy(package => package.Id, StringComparer.OrdinalIgnoreCase)
            .Select(package => $"| {package.Id} {package.Version} {package.ReadLicence()}"));
    }

    private static IEnumerable<LockedPackage> Locked(string name) => LockFile.OfLibrary(name);

    private static bool IsOfTheFamily(string id) => PackageFeed.Names.Contains(id);

    private static string Describe(JsonNode? component)
    {
        var licence = component!["licenses"]![0]!;
        return $"{component["purl"]} {licence["expression"] ?? licence["license"]!["id"]}";
    }

    private static IEnumerable<string> DependenciesOf(JsonObject document, string name, string version) =>
        document["dependencies"]!.AsArray()
        .Single(node => $"{node!["ref"]}" == $"pkg:nuget/{name}@{version}")!["dependsOn"]!.AsArray().Select(node => $"{node}");

    private JsonObject Read(string name) => JsonNode.Parse(feed.Package(name).ReadText("bom.cdx.json"))!.AsObject();
}
