using Testing;

namespace Mnist.Classifier.Tests;

/// <summary>Lock files are written on one system and hold for all.</summary>
public sealed class LockFileTests
{
    public static TheoryData<string> Projects => [.. Repository.Projects];

    [Theory]
    [MemberData(nameof(Projects))]
    public void A_project_has_a_lock_file_or_one_for_each_platform(string project)
    {
        var names = LockFile.Of(Path.Combine(Repository.Folder, project)).Select(file => Path.GetFileName(file.Path)).ToList();

        if (UsesLibTorch(project))
        {
            names.Should().Equal("packages.linux-x64.lock.json", "packages.osx-arm64.lock.json", "packages.win-x64.lock.json");
        }
        else
        {
            names.Should().Equal("packages.lock.json");
        }
    }

    [Theory]
    [MemberData(nameof(Projects))]
    public void Platforms_differ_in_libtorch_alone(string project)
    {
        var platforms = LockFile.Of(Path.Combine(Repository.Folder, project))
            .Select(file => file.Packages.Where(package => !package.Id.StartsWith("libtorch-cpu-", StringComparison.Ordinal)))
            .ToList();

        platforms.Should().AllSatisfy(packages => packages.Should().Equal(platforms[0]));
    }

    [Theory]
    [MemberData(nameof(Projects))]
    public void A_lock_file_has_no_addresses(string project)
    {
        foreach (var file in LockFile.Of(Path.Combine(Repository.Folder, project)))
        {
            File.ReadAllText(file.Path).Should().NotContainAny("://", ":\\", Repository.Folder);
            // Hashes are in base 64; nothing else has a reason for a slash.
            File.ReadLines(file.Path).Where(line => !line.Contains("\"contentHash\"", StringComparison.Ordinal))
                .Should().NotContain(line => (line.Contains('/') && !line.Contains("/browser-wasm\"", StringComparison.Ordinal)) || line.Contains('\\'));
        }
    }

    private static bool UsesLibTorch(string project) => File.ReadAllText(Path.Combine(Repository.Folder, project))
        .Contains("LibTorch.props", StringComparison.Ordinal);
}
