using Testing;

namespace Mnist.Classifier.Tests.Package;

/// <summary>
/// The library's package in a feed of its own, made once for all tests, and new apps that install it. All is in one folder
/// that goes with the tests: NuGet unpacks the package there too, and takes what else an app needs from the user's packages.
/// </summary>
public sealed class PackedLibrary : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly Dictionary<string, string> _environment;

    public PackedLibrary()
    {
        _environment = new()
        {
            ["NUGET_PACKAGES"] = _folder.File("packages"),
            ["NUGET_FALLBACK_PACKAGES"] = Repository.PackagesFolder,
            // MSBuild takes these for properties. The builds of this repository ask for vulnerabilities.
            ["NuGetAudit"] = "false",
            ["CreateHardLinksForCopyFilesToOutputDirectoryIfPossible"] = "true",
            ["CreateHardLinksForCopyLocalIfPossible"] = "true",
        };
        // As in the repository: one source more than the machine has.
        File.WriteAllText(
            _folder.File("nuget.config"),
            """
            <configuration>
              <packageSources>
                <add key="mnist-classifier" value="feed" />
              </packageSources>
            </configuration>
            """);
        DotNet.Run(
            Repository.Folder, "pack", "src/Mnist.Classifier", "-c", Repository.Configuration, "--no-build",
            $"-p:Version={Version}", "-o", _folder.File("feed"));
    }

    /// <summary>Gets a version that was never published, so that no other package is taken for this one.</summary>
    public string Version { get; } = $"0.0.0-test.{DateTime.UtcNow:yyyyMMddHHmmssfff}";

    public string PackageFile => _folder.File(Path.Combine("feed", $"Mnist.Classifier.{Version}.nupkg"));

    public string SymbolsFile => Path.ChangeExtension(PackageFile, ".snupkg");

    /// <summary>Makes an empty folder for an app.</summary>
    public string NewFolder() => Directory.CreateDirectory(_folder.File(Path.GetRandomFileName())).FullName;

    /// <summary>Runs the dotnet command as somebody who has this package, and returns the lines that it printed.</summary>
    public string[] Run(string workingDirectory, params string[] arguments) =>
        DotNet.Run(workingDirectory, _environment, arguments);

    public void Dispose() => _folder.Dispose();
}
