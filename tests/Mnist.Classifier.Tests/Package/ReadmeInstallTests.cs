using System.Diagnostics;
using Testing;

namespace Mnist.Classifier.Tests.Package;

/// <summary>
/// Another user follows the README in a fresh clone: with another home folder, without what this repository or its tests have set,
/// and with an app elsewhere.
/// </summary>
[Collection(PackageCollection.Name)]
public sealed class ReadmeInstallTests : IDisposable
{
    private const string Program =
        """Console.WriteLine(Mnist.Classifier.MnistClassifier.LoadPretrained().PredictImage("photo.jpg"));""";

    private readonly TemporaryFolder _folder = new();
    private readonly string _home;
    private readonly string _clone;
    private readonly string _app;
    private readonly Dictionary<string, string> _environment;

    public ReadmeInstallTests()
    {
        _home = Directory.CreateDirectory(_folder.File("home")).FullName;
        _environment = new()
        {
            ["HOME"] = _home,
            ["DOTNET_CLI_HOME"] = _home,
            ["NUGET_PACKAGES"] = Path.Combine(_home, "packages"),
            // Nothing is downloaded twice.
            ["NUGET_FALLBACK_PACKAGES"] = Repository.PackagesFolder,
            ["NuGetAudit"] = "false",
            // Analyzers have seen these sources, and no server of the build outlives the folder.
            ["RunAnalyzers"] = "false",
            ["UseSharedCompilation"] = "false",
            ["MSBUILDDISABLENODEREUSE"] = "1",
            ["DOTNET_GENERATE_ASPNET_CERTIFICATE"] = "false",
            ["DOTNET_CLI_TELEMETRY_OPTOUT"] = "1",
            ["DOTNET_NOLOGO"] = "1",
        };
        _clone = Directory.CreateDirectory(_folder.File("a clone")).FullName;
        _app = _folder.File("app");
        CopySources();
    }

    public void Dispose() => _folder.Dispose();

    // It is a script of a Unix shell.
    [LinuxFact]
    public void The_README_installs_the_package_from_a_fresh_clone_into_an_app_elsewhere()
    {
        Run(Repository.Folder, $"""git ls-files -z --cached --others --exclude-standard | xargs -0 cp --parents -t "{_clone}" """);
        Run(_folder.Path, "dotnet new console -o app");
        var commands = new DocumentationPage("README.md").Snippets("")
            .Single(block => block.Contains("dotnet nuget add source", StringComparison.Ordinal));

        Run(_clone, commands.Replace("YOUR_APP", _app, StringComparison.Ordinal));

        File.WriteAllText(Path.Combine(_app, "Program.cs"), Program);
        PictureFiles.Write(Path.Combine(_app, "photo.jpg"), MnistDataset.Generate(1, 7).Test.GetPixels(6).ToArray(), 28, 28);
        // Nothing that was unpacked meanwhile is there another day: the app finds the source again.
        Directory.Delete(Path.Combine(_home, "packages"), recursive: true);
        Run(_app, "dotnet run -c Release").Should().MatchRegex(@"^[0-9] \([0-9.]+ %\)\s*$");
    }

    // The package sources of this machine are also those of the other user.
    private void CopySources()
    {
        var settings = Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "NuGet");
        foreach (var file in Directory.Exists(settings) ? Directory.GetFiles(settings, "*", SearchOption.AllDirectories) : [])
        {
            var copy = Path.Combine(_home, ".nuget", "NuGet", Path.GetRelativePath(settings, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }
    }

    /// <summary>Runs a script as the other user, and returns its output.</summary>
    private string Run(string workingFolder, string script)
    {
        var start = new ProcessStartInfo("bash", ["-euc", script])
        {
            WorkingDirectory = workingFolder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var name in start.Environment.Keys.Where(DotNet.IsOfTheTestRun).ToList())
        {
            start.Environment.Remove(name);
        }

        foreach (var (name, value) in _environment)
        {
            start.Environment[name] = value;
        }

        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        var errors = process.StandardError.ReadToEndAsync();
        var printed = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        process.ExitCode.Should().Be(0, $"'{script}' printed:\n{printed}\n{errors.Result}\n");
        return printed;
    }
}
