namespace Mnist.Web.Tests.Browser;

/// <summary>Finds a browser that is on this machine. None is ever fetched.</summary>
internal static class Chromium
{
    public const string Variable = "CHROMIUM_PATH";

    private static readonly string[] Names = [
        "chromium", "chromium-browser", "google-chrome-stable", "google-chrome", "microsoft-edge"];

    private static readonly string[] UsualPlaces = OperatingSystem.IsWindows()
        ? [.. WindowsPlaces(Environment.SpecialFolder.ProgramFiles), .. WindowsPlaces(Environment.SpecialFolder.ProgramFilesX86)]
        : OperatingSystem.IsMacOS()
            ?
            [
                "/Applications/Chromium.app/Contents/MacOS/Chromium",
                "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
                "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
            ]
            : [];

    /// <summary>Gets the path of the program, or null.</summary>
    public static string? ExecutablePath { get; } = Find();

    private static string? Find()
    {
        if (Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } path)
        {
            return File.Exists(path)
                ? path
                : throw new FileNotFoundException(
                    $"{Variable} is '{path}', where there is no file. Name a browser's program.", path);
        }

        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator);
        return Names.SelectMany(name => folders.Select(folder => Path.Combine(folder, name)))
            .Concat(UsualPlaces)
            .FirstOrDefault(File.Exists);
    }

    private static IEnumerable<string> WindowsPlaces(Environment.SpecialFolder folder) =>
        new[] { @"Chromium\Application\chrome.exe", @"Google\Chrome\Application\chrome.exe", @"Microsoft\Edge\Application\msedge.exe" }
            .Select(program => Path.Combine(Environment.GetFolderPath(folder), program));
}
