using System.Diagnostics;

namespace Mnist.Batch.Tests.Support;

/// <summary>Waits for jobs by what they leave behind.</summary>
internal static class Answered
{
    private static readonly TimeSpan TooLong = TimeSpan.FromMinutes(4);

    /// <summary>Waits until there are the answers of so many jobs.</summary>
    public static async Task WaitForAsync(string folder, int jobs)
    {
        var clock = Stopwatch.StartNew();
        while (Count(folder) < jobs)
        {
            clock.Elapsed.Should().BeLessThan(TooLong, $"there should be {jobs} jobs done by then, and there are " +
                $"{Count(folder)}");
            await Task.Delay(TimeSpan.FromMilliseconds(50));
        }
    }

    private static int Count(string folder) =>
        Directory.Exists(Path.Join(folder, "parts")) ? Directory.GetFiles(Path.Join(folder, "parts"), "*.parquet").Length : 0;
}
