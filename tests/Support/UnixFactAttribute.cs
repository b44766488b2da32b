namespace Testing;

/// <summary>A test of what Windows does not have: signals, pipes with a name, links without a privilege.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class UnixFactAttribute : FactAttribute
{
    public UnixFactAttribute()
    {
        if (OperatingSystem.IsWindows())
        {
            Skip = "Needs Linux or macOS.";
        }
    }
}
