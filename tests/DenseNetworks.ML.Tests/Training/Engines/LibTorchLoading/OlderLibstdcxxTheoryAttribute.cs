using DenseNetworks.ML.Training.LibTorchLoading;

namespace DenseNetworks.ML.Tests.Training.Engines.LibTorchLoading;

/// <summary>A test of what only a Linux with an older libstdc++ has, such as Debian 12.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class OlderLibstdcxxTheoryAttribute : TheoryAttribute
{
    public OlderLibstdcxxTheoryAttribute()
    {
        if (!OperatingSystem.IsLinux() || !OlderLibstdcxx.IsInstalled)
        {
            Skip = "Needs a Linux with a libstdc++ of GCC 12 or earlier.";
        }
    }
}
