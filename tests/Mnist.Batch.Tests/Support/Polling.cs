using System.Diagnostics;

namespace Mnist.Batch.Tests.Support;

/// <summary>Waits for other processes by what they leave behind.</summary>
internal static class Polling
{
    private static readonly TimeSpan TooLong = TimeSpan.FromMinutes(4);

    /// <summary>Waits until there are the answers of so many jobs.</summary>
    public static Task WaitForAsync(string folder, int jobs) =>
        WaitForAsync(() => Count(folder) >= jobs, $"{jobs} jobs are done");

    /// <summary>Waits until something is so.</summary>
    public static async Task WaitForAsync(Func<bool> condition, string what)
    {
        var clock = Stopwatch.StartNew();
        while (!condition())
        {
            clock.Elapsed.Should().BeLessThan(TooLong, $"by then {what}");
            await Task.Delay(TimeSpan.FromMilliseconds(50));
        }
    }

    private static int Count(string folder) =>
        Directory.Exists(Path.Join(folder, "parts")) ? Directory.GetFiles(Path.Join(folder, "parts"), "*.parquet").Length : 0;
}
