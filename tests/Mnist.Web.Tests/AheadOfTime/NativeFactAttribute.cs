namespace Mnist.Web.Tests.AheadOfTime;

/// <summary>A test that compiles ahead of time, where there is what links the program.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class NativeFactAttribute : FactAttribute
{
    public NativeFactAttribute()
    {
        if (OperatingSystem.IsWindows() || (!IsThere("clang") && !IsThere("gcc")))
        {
            Skip = "Needs a native tool chain on Linux or macOS: install clang or gcc (on Debian: apt-get install clang zlib1g-dev).";
        }
    }

    private static bool IsThere(string program) => (Environment.GetEnvironmentVariable("PATH") ?? "")
        .Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, program)));
}
