using System.Diagnostics;
using Mnist.Classifier.Fuzzing.Coverage;
using Mnist.Classifier.Fuzzing.Targets;

namespace Mnist.Classifier.Fuzzing.Running;

/// <summary>Gives inputs to a target, and measures.</summary>
internal static class Experiment
{
    public static Trial Try(FuzzTarget target, byte[] input)
    {
        CoverageMap.Reset();
        var allocated = GC.GetTotalAllocatedBytes();
        var processorTime = Environment.CpuUsage.TotalTime;
        var start = Stopwatch.GetTimestamp();
        var failure = Read(target, input);
        return new Trial(
            failure, Stopwatch.GetElapsedTime(start), Environment.CpuUsage.TotalTime - processorTime,
            GC.GetTotalAllocatedBytes() - allocated, target.Complain());
    }

    private static Exception? Read(FuzzTarget target, byte[] input)
    {
        try
        {
            target.Read(input);
            return null;
        }
#pragma warning disable CA1031 // which exceptions there are is the question
        catch (Exception e)
#pragma warning restore CA1031
        {
            return e;
        }
    }
}
