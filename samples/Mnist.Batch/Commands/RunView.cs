using System.Data.Common;
using System.Diagnostics;
using System.Net.Sockets;
using Hangfire;
using Mnist.Batch.Engine;

namespace Mnist.Batch.Commands;

/// <summary>Prints the progress of a run, every few seconds.</summary>
/// <param name="output">Where to write.</param>
/// <param name="interval">How often to check.</param>
internal sealed class RunView(TextWriter output, TimeSpan interval)
{
    private static readonly TimeSpan BetweenLines = TimeSpan.FromSeconds(5);

    private readonly Stopwatch _clock = Stopwatch.StartNew();
    private long _sizeAtStart = -1;
    private TimeSpan _nextLine;

    /// <summary>Follows a run until no jobs are left.</summary>
    /// <exception cref="CommandFailedException">Jobs failed. The message says how many, and why.</exception>
    public async Task FollowAsync(JobStorage storage, Run run, CancellationToken cancellationToken)
    {
        if (run.Jobs == 0)
        {
            return;
        }

        while (Look(storage, run) is not { IsOver: true })
        {
            await Task.Delay(interval, cancellationToken);
        }

        if (run.ReadProgress(storage) is { Failed: > 0 and var failed })
        {
            throw new CommandFailedException(
                $"{failed:N0} of {run.Jobs:N0} jobs failed after several tries. {Run.FindFailure(storage)} When that is " +
                "fixed, run the same command again, which does only these.");
        }
    }

    // A database may be restarting.
    private Progress? Look(JobStorage storage, Run run)
    {
        try
        {
            var progress = run.ReadProgress(storage);
            Tell(progress);
            return progress;
        }
        catch (Exception e) when (e is DbException or SocketException or TimeoutException)
        {
            Say($"The database does not answer: {e.Message}");
            return null;
        }
    }

    private void Tell(Progress progress)
    {
        if (_sizeAtStart < 0)
        {
            _sizeAtStart = progress.Size;
        }

        var perSecond = (progress.Size - _sizeAtStart) / Math.Max(_clock.Elapsed.TotalSeconds, 1e-3);
        var seconds = Math.Round((progress.Run.Size - progress.Size) / perSecond);
        var left = perSecond > 0 ? $", {TimeSpan.FromSeconds(seconds)} left" : "";
        var workers = progress.Workers > 0 ? $"{progress.Workers} workers" : "no worker with this model";
        var failed = progress.Failed > 0 ? $", {progress.Failed:N0} jobs failed" : "";
        var rate = perSecond >= 100 ? $"{perSecond:N0}" : $"{perSecond:G3}";
        Say($"{progress.Size:N0} of {progress.Run.Size:N0} {progress.Run.Unit}, {rate} a second{left}, " +
            $"{workers}{failed}", progress.IsOver);
    }

    private void Say(string line, bool isLast = false)
    {
        if (isLast || _clock.Elapsed >= _nextLine)
        {
            _nextLine = _clock.Elapsed + BetweenLines;
            output.WriteLine(line);
        }
    }
}
