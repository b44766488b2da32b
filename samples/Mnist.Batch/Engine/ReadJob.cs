using System.Diagnostics.CodeAnalysis;
using Hangfire;
using Hangfire.Server;
using Mnist.Batch.Answers;
using Mnist.Batch.Jobs;

namespace Mnist.Batch.Engine;

/// <summary>The work of one job.</summary>
/// <param name="reader">What this worker reads with.</param>
internal sealed class ReadJob(LoadedReader reader)
{
    /// <summary>How often a job is tried again.</summary>
    private const int Retries = 5;

    /// <summary>Reads the pictures of a job, unless their answers are there.</summary>
    /// <param name="folder">The folder of the answers.</param>
    /// <param name="name">The job.</param>
    /// <param name="queue">The queue of the workers that may do it. The engine takes it from here, in each try.</param>
    /// <param name="run">The run that it belongs to. The engine takes it from here.</param>
    /// <param name="context">How often it was tried.</param>
    /// <param name="cancellationToken">Gives the job back.</param>
    /// <returns>What the dashboard shows.</returns>
    [Queue("{2}")]
    [AutomaticRetry(Attempts = Retries, DelaysInSeconds = [1, 5, 30, 120, 600])]
    [CountsInRun(argument: 3)]
    [SuppressMessage("Style", "IDE0060:Remove unused parameter", Justification = "The engine reads them.")]
    public Task<string> RunAsync(
        string folder, string name, string queue, string run, PerformContext context, CancellationToken cancellationToken) =>
        RunAsync(new(folder), name, isLastTry: context.GetJobParameter<int>("RetryCount") >= Retries, cancellationToken);

    /// <summary>Reads the pictures of a job, unless their answers are there.</summary>
    /// <exception cref="InvalidOperationException">The job is for another model than this worker's.</exception>
    internal async Task<string> RunAsync(BatchFolder folder, string name, bool isLastTry, CancellationToken cancellationToken)
    {
        var list = JobList.Read(folder, name);
        if (list.Reader != reader.Version)
        {
            throw new InvalidOperationException(
                $"The job {name} is for {list.Reader}. This worker has {reader.Version}: it would give other answers. Start " +
                "one with the same --model.");
        }

        if (folder.IsDone(name, list.JsonLines))
        {
            return "was done already";
        }

        var answers = new PictureReading(reader.Reader, list.Root, isLastTry).Read(list.Pictures, cancellationToken);
        if (list.JsonLines)
        {
            await WholeFile.WriteAsync(
                folder.Lines(name), stream => AnswerFile.WriteLinesAsync(stream, answers, cancellationToken));
        }

        await WholeFile.WriteAsync(folder.Part(name), stream => AnswerFile.WriteAsync(stream, answers, cancellationToken));
        return $"{answers.Count} pictures, {answers.Count(answer => answer.Error is not null)} of them could not be read";
    }
}
