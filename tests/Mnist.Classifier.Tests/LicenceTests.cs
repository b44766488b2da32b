using System.Xml.Linq;
using Testing;

namespace Mnist.Classifier.Tests;

/// <summary>THIRD-PARTY-NOTICES.md says what the packages themselves say.</summary>
public sealed class LicenceTests
{
    private static readonly string[] Permissive = ["MIT", "BSD-3-Clause", "Apache-2.0", "Unlicense OR MIT"];

    // What states its licence otherwise than by an expression, read by a person. StbImageWriteSharp's package states none; its
    // repository says that the code is in the public domain. It draws pictures for tests and documentation.
    private static readonly string[] ReadByAPerson =
    [
        "CommandLineParser", "Microsoft.DotNet.PlatformAbstractions", "Microsoft.ML.OnnxRuntime",
        "Microsoft.ML.OnnxRuntime.Managed", "StbImageWriteSharp", "xunit.abstractions",
    ];

    private static readonly string[] Notices = File.ReadAllLines(Path.Combine(Repository.Folder, "THIRD-PARTY-NOTICES.md"));

    private static readonly string Library = Path.Combine(Repository.LibraryFolder, "Mnist.Classifier.csproj");

    [Fact]
    public void What_comes_with_the_package_is_listed_with_version_and_licence() =>
        Listed("## With the package").Should().BeEquivalentTo(Rows(OfThePackage()));

    [Fact]
    public void What_only_this_repository_uses_is_listed_with_version_and_licence() =>
        Listed("## In this repository alone").Should().BeEquivalentTo(Rows(OfThisRepository()));

    [Fact]
    public void What_comes_with_the_package_is_under_a_permissive_licence() =>
        OfThePackage().Select(package => package.ReadLicence()).Should().BeSubsetOf(Permissive);

    [Fact]
    public void What_this_repository_uses_is_under_a_permissive_licence() =>
        OfThisRepository().Where(package => package.IsRestored && !Permissive.Contains(package.ReadLicence()))
            .Select(package => package.Id).Should().BeSubsetOf(ReadByAPerson);

    // A package that builds the library is private to it: it is not in what the package depends on.
    private static IEnumerable<LockedPackage> OfThePackage()
    {
        var buildsOnly = XDocument.Load(Library).Descendants("PackageReference")
            .Where(reference => reference.Attribute("PrivateAssets")?.Value == "all")
            .Select(reference => reference.Attribute("Include")!.Value)
            .ToHashSet();
        return LockFile.Of(Library).Single().Packages.Where(package => !buildsOnly.Contains(package.Id));
    }

    private static IEnumerable<LockedPackage> OfThisRepository() => Repository.Projects
        .SelectMany(project => LockFile.Of(Path.Combine(Repository.Folder, project)))
        .SelectMany(file => file.Packages)
        .Distinct()
        .Except(OfThePackage());

    // Another platform's package is not here to be asked; its licence is taken as it is listed.
    private static IEnumerable<string> Rows(IEnumerable<LockedPackage> packages) => packages.Select(package =>
    {
        var start = $"| {package.Id} | {package.Version} |";
        return package.IsRestored
            ? $"{start} {package.ReadLicence()} |"
            : Array.Find(Notices, row => row.StartsWith(start, StringComparison.Ordinal)) ?? start;
    });

    private static IEnumerable<string> Listed(string heading) => Notices
        .SkipWhile(line => line != heading).Skip(1)
        .TakeWhile(line => !line.StartsWith('#'))
        .Where(line => line.StartsWith("| ", StringComparison.Ordinal))
        .Skip(1)
        .Select(line => string.Join('|', line.Split('|').Take(4)) + "|");
}
