using System.Reflection;

namespace Testing;

/// <summary>Places outside the tests' own folder, written down when the tests were built.</summary>
internal static class Repository
{
    public static string Folder => Get("RepositoryFolder");

    /// <summary>Gets the folder of the projects that become packages.</summary>
    public static string SourceFolder => Path.Combine(Folder, "src");

    public static string LibraryFolder => Path.Combine(SourceFolder, "Mnist.Classifier");

    public static string OtherProgram => Get("OtherProgram");

    public static string BesideTorchSharpProgram => Get("BesideTorchSharpProgram");

    public static string ReadDigitProgram => Get("ReadDigitProgram");

    public static string QuickstartProgram => Get("QuickstartProgram");

    public static string FuzzingProgram => Get("FuzzingProgram");

    public static string BenchmarksProgram => Get("BenchmarksProgram");

    public static string ReliabilityProgram => Get("ReliabilityProgram");

    public static string Configuration => Get("Configuration");

    /// <summary>Gets the folder that NuGet has unpacked packages into.</summary>
    public static string PackagesFolder { get; } = Environment.GetEnvironmentVariable("NUGET_PACKAGES")
        ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");

    /// <summary>Gets the paths of all projects, from <see cref="Folder"/> on.</summary>
    public static IReadOnlyList<string> Projects { get; } =
    [
        .. File.ReadAllText(Path.Combine(Folder, "Mnist.sln")).Split('"')
            .Where(text => text.EndsWith(".csproj", StringComparison.Ordinal))
            .Select(text => text.Replace('\\', '/')),
    ];

    private static string Get(string key) => typeof(Repository).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == key).Value!;
}
