namespace Mnist.Batch.Tests.Support;

/// <summary>A test that mounts a disk or lays a network, which only root may, on Linux.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class RootFactAttribute : FactAttribute
{
    public RootFactAttribute()
    {
        if (!OperatingSystem.IsLinux() || !Environment.IsPrivilegedProcess || !Shell.CanMount)
        {
            Skip = "Needs Linux, root, and a system that lets root mount a disk in memory: many containers do not.";
        }
    }
}
