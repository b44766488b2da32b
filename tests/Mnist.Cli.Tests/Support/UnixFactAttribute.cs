namespace Mnist.Cli.Tests.Support;

/// <summary>A test that sends a signal to a process, which Windows does not have.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class UnixFactAttribute : FactAttribute
{
    public UnixFactAttribute()
    {
        if (OperatingSystem.IsWindows())
        {
            Skip = "Needs a system with signals: Linux or macOS.";
        }
    }
}
