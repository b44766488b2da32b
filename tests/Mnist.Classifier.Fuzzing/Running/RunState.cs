using System.Runtime.InteropServices;

namespace Mnist.Classifier.Fuzzing.Running;

/// <summary>How far the run of a target has come. It lies in a file that two processes share, and outlives a crash.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct RunState
{
    /// <summary>How many inputs have been begun.</summary>
    public long Inputs;

    /// <summary>How many of them were valid.</summary>
    public long Accepted;

    /// <summary>How many of them were refused as the documentation says.</summary>
    public long Refused;

    /// <summary>How many of them were answered in another way, crashes not counted.</summary>
    public long Failed;

    /// <summary>How many points of the code have been reached.</summary>
    public long Points;

    /// <summary>How many of them by the inputs that the target itself has made; 0 until all of these have been read.</summary>
    public long PointsBySeeds;

    /// <summary>How many inputs have reached something new, and are changed further.</summary>
    public long Kept;

    /// <summary>The longest time for an input, in microseconds.</summary>
    public long LongestMicroseconds;

    /// <summary>The most that was allocated for an input, in bytes of managed memory.</summary>
    public long MostAllocated;

    /// <summary>The working set after the seeds, in bytes.</summary>
    public long FirstWorkingSet;

    /// <summary>The largest working set after that, in bytes.</summary>
    public long LargestWorkingSet;

    /// <summary>When the current input was begun, in milliseconds since the system started; 0 between inputs.</summary>
    public long BegunAt;

    /// <summary>The length of the current input.</summary>
    public long InputLength;
}
