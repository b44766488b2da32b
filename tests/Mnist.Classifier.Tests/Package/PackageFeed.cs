using Testing;

namespace Mnist.Classifier.Tests.Package;

/// <summary>
/// The packages in a feed of their own, made once for all tests, and new apps that install them. All is in one folder that goes with
/// the tests: NuGet unpacks the packages there too, and takes what else an app needs from the user's packages.
/// </summary>
public sealed class PackageFeed : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly Dictionary<string, string> _environment;

    public PackageFeed()
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
        // One source more than the machine has.
        File.WriteAllText(
            _folder.File("nuget.config"),
            """
            <configuration>
              <packageSources>
                <add key="mnist-classifier" value="feed" />
              </packageSources>
            </configuration>
            """);
        Pack("src", "feed");
    }

    /// <summary>Gets the names of the packages.</summary>
    public static IReadOnlyList<string> Names { get; } =
        ["DenseNetworks", "DenseNetworks.ML", "Mnist.Classifier", "Mnist.Digits"];

    /// <summary>Gets a version that was never published, so that no other package is taken for one of these.</summary>
    public string Version { get; } = $"0.0.0-test.{DateTime.UtcNow:yyyyMMddHHmmssfff}";

    /// <summary>Gets what is in the feed.</summary>
    public IEnumerable<string> FileNames => Directory.GetFiles(_folder.File("feed")).Select(file => Path.GetFileName(file));

    /// <summary>Opens a package.</summary>
    internal PackageFile Package(string name) => new(_folder.File(Path.Combine("feed", $"{name}.{Version}.nupkg")));

    /// <summary>Opens the symbols of a package.</summary>
    internal PackageFile Symbols(string name) => new(_folder.File(Path.Combine("feed", $"{name}.{Version}.snupkg")));

    /// <summary>Packs one package another time, into a folder of its own.</summary>
    internal PackageFile PackAgain(string name)
    {
        Pack($"src/{name}", "again");
        return new(_folder.File(Path.Combine("again", $"{name}.{Version}.nupkg")));
    }

    /// <summary>Makes an empty folder for an app.</summary>
    public string NewFolder() => Directory.CreateDirectory(_folder.File(Path.GetRandomFileName())).FullName;

    /// <summary>Runs the dotnet command with this feed, and returns the lines of its output.</summary>
    public string[] Run(string workingDirectory, params string[] arguments) =>
        DotNet.Run(workingDirectory, _environment, arguments);

    /// <summary>The same, with MNIST in a folder.</summary>
    public string[] RunWithMnist(string workingDirectory, string mnist, params string[] arguments) => DotNet.Run(
        workingDirectory, new(_environment) { [MnistFactAttribute.Variable] = mnist }, arguments);

    public void Dispose() => _folder.Dispose();

    private void Pack(string path, string folder) => DotNet.Run(
        Repository.Folder, "pack", path, "-c", Repository.Configuration, "--no-build", $"-p:Version={Version}", "-o",
        _folder.File(folder));
}
