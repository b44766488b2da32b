using Testing;

namespace Mnist.Classifier.Tests;

/// <summary>THIRD-PARTY-NOTICES.md says what the packages themselves say.</summary>
public sealed class LicenceTests
{
    private static readonly string[] Permissive = ["MIT", "BSD-3-Clause", "Apache-2.0", "PostgreSQL", "Unlicense OR MIT"];

    // What states its licence otherwise than by an expression, read by a person. StbImageWriteSharp's package states none; its
    // repository says that the code is in the public domain. It draws pictures for tests and documentation.
    private static readonly string[] ReadByAPerson =
    [
        "CommandLineParser", "Hangfire.Storage.SQLite", "K4os.Compression.LZ4", "Microsoft.DotNet.PlatformAbstractions",
        "Microsoft.ML.OnnxRuntime", "Microsoft.ML.OnnxRuntime.Managed", "SourceGear.sqlite3", "sqlite-net-pcl",
        "StbImageWriteSharp",
        "xunit.abstractions",
    ];

    // Under the LGPL 3: an app may use them as they are, and no package here depends on them. The sample for many machines does.
    private static readonly string[] OfSampleForManyMachines =
        ["Hangfire.AspNetCore", "Hangfire.Core", "Hangfire.InMemory", "Hangfire.NetCore", "Hangfire.PostgreSql"];

    private static readonly string[] Notices = File.ReadAllLines(Path.Combine(Repository.Folder, "THIRD-PARTY-NOTICES.md"));

    // From below: what a package brings, those that depend on it bring too.
    private static readonly string[] Libraries = ["DenseNetworks", "DenseNetworks.ML", "Mnist.Digits", "Mnist.Classifier"];

    [Fact]
    public void What_comes_with_the_packages_is_listed_with_version_and_licence_and_the_lowest_package_that_brings_it() =>
        Listed("## With the packages", columns: 4).Should().BeEquivalentTo(
            Libraries.SelectMany(library => LockFile.OfLibrary(library).Select(package => (library, package)))
                .DistinctBy(pair => pair.package)
                .Select(
                    pair => $"| {pair.package.Id} | {pair.package.Version} | {pair.package.ReadLicence()} | {pair.library} |"));

    [Fact]
    public void What_only_this_repository_uses_is_listed_with_version_and_licence() =>
        Listed("## In this repository alone", columns: 3).Should().BeEquivalentTo(Rows(OfThisRepository()));

    [Fact]
    public void What_comes_with_the_packages_is_under_a_permissive_licence() =>
        OfThePackages().Select(package => package.ReadLicence()).Should().BeSubsetOf(Permissive);

    [Fact]
    public void What_this_repository_uses_is_under_a_permissive_licence() =>
        OfThisRepository().Where(package => package.IsRestored && !Permissive.Contains(package.ReadLicence()))
            .Select(package => package.Id).Should().BeSubsetOf([.. ReadByAPerson, .. OfSampleForManyMachines]);

    [Fact]
    public void Only_one_sample_has_packages_under_the_LGPL() => Repository.Projects
        .Where(project => LockFile.Of(Path.Combine(Repository.Folder, project))
            .Any(file => file.Packages.Any(package => OfSampleForManyMachines.Contains(package.Id))))
        .Should().Equal("samples/Mnist.Batch/Mnist.Batch.csproj", "tests/Mnist.Batch.Tests/Mnist.Batch.Tests.csproj");

    private static IEnumerable<LockedPackage> OfThePackages() => Libraries.SelectMany(LockFile.OfLibrary);

    private static IEnumerable<LockedPackage> OfThisRepository() => Repository.Projects
        .SelectMany(project => LockFile.Of(Path.Combine(Repository.Folder, project)))
        .SelectMany(file => file.Packages)
        .Distinct()
        .Except(OfThePackages());

    // Another platform's package is not here to be asked; its licence is taken as it is listed.
    private static IEnumerable<string> Rows(IEnumerable<LockedPackage> packages) => packages.Select(package =>
    {
        var start = $"| {package.Id} | {package.Version} |";
        return package.IsRestored
            ? $"{start} {package.ReadLicence()} |"
            : Array.Find(Notices, row => row.StartsWith(start, StringComparison.Ordinal)) ?? start;
    });

    private static IEnumerable<string> Listed(string heading, int columns) => Notices
        .SkipWhile(line => line != heading).Skip(1)
        .TakeWhile(line => !line.StartsWith('#'))
        .Where(line => line.StartsWith("| ", StringComparison.Ordinal))
        .Skip(1)
        .Select(line => string.Join('|', line.Split('|').Take(columns + 1)) + "|");
}
