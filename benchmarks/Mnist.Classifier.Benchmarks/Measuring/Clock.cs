using System.Diagnostics;

namespace Mnist.Classifier.Benchmarks;

/// <summary>Measures durations.</summary>
internal static class Clock
{
    public static double Seconds(Action action)
    {
        var start = Stopwatch.GetTimestamp();
        action();
        return Stopwatch.GetElapsedTime(start).TotalSeconds;
    }

    public static (double Seconds, T Value) Time<T>(Func<T> action)
    {
        var start = Stopwatch.GetTimestamp();
        var value = action();
        return (Stopwatch.GetElapsedTime(start).TotalSeconds, value);
    }
}
