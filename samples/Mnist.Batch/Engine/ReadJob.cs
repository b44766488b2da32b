using System.Diagnostics.CodeAnalysis;
using Hangfire;
using Hangfire.Server;
using Mnist.Batch.Answers;
using Mnist.Batch.Jobs;

namespace Mnist.Batch.Engine;

/// <summary>The work of one job.</summary>
/// <param name="reader">The reader of this worker.</param>
internal sealed class ReadJob(LoadedReader reader)
{
    /// <summary>How often a job is retried.</summary>
    private const int Retries = 5;

    /// <summary>Reads the pictures of a job, unless their answers exist.</summary>
    /// <param name="folder">The folder of the answers.</param>
    /// <param name="name">The job.</param>
    /// <param name="queue">The queue of the workers that may do it, for the engine.</param>
    /// <param name="run">The run that it belongs to, for the engine.</param>
    /// <param name="context">Has the number of retries.</param>
    /// <param name="cancellationToken">Returns the job to its queue.</param>
    /// <returns>The text on the dashboard.</returns>
    [JobDisplayName("Read {1}")]
    [Queue("{2}")]
    [AutomaticRetry(Attempts = Retries, DelaysInSeconds = [1, 5, 30, 120, 600])]
    [CountsInRun(argument: 3)]
    [SuppressMessage("Style", "IDE0060:Remove unused parameter", Justification = "The engine reads them.")]
    public Task<string> RunAsync(
        string folder, string name, string queue, string run, PerformContext context, CancellationToken cancellationToken) =>
        RunAsync(new(folder), name, isLastTry: context.GetJobParameter<int>("RetryCount") >= Retries, cancellationToken);

    /// <summary>Reads the pictures of a job, unless their answers exist.</summary>
    /// <exception cref="InvalidOperationException">The job is for another model than that of this worker.</exception>
    internal async Task<string> RunAsync(BatchFolder folder, string name, bool isLastTry, CancellationToken cancellationToken)
    {
        var list = JobList.Read(folder, name);
        if (list.Reader != reader.Version)
        {
            throw new InvalidOperationException(
                $"The job {name} is for {list.Reader}. This worker has {reader.Version}: it would give other answers. Start " +
                "a worker with the same --model.");
        }

        if (folder.IsDone(name, list.JsonLines))
        {
            return "was done already";
        }

        var answers = new PictureReading(reader.Reader, list.Root, isLastTry).Read(list.Pictures, cancellationToken);
        if (list.JsonLines)
        {
            await BatchFile.WriteAsync(
                folder.Lines(name), stream => AnswerFile.WriteLinesAsync(stream, answers, cancellationToken));
        }

        await BatchFile.WriteAsync(folder.Part(name), stream => AnswerFile.WriteAsync(stream, answers, cancellationToken));
        return $"{answers.Count} pictures, {answers.Count(answer => answer.Error is not null)} of them could not be read";
    }
}
