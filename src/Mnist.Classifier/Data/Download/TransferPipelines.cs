using Polly;
using Polly.Retry;

namespace Mnist.Classifier.Data.Download;

/// <summary>The time limits and retries that the options ask for.</summary>
internal sealed class TransferPipelines
{
    private static readonly TimeSpan LongestDelay = TimeSpan.FromSeconds(30);

    public TransferPipelines(MnistDownloadOptions options, TimeProvider time)
    {
        Retry = CreateRetry(options, time);
        Response = new TimeLimit(options.ResponseTimeout, time, new(
            TransferFaultKind.Lasting, $"did not answer within {options.ResponseTimeout:c}"));
        Read = new TimeLimit(options.StallTimeout, time, new(
            TransferFaultKind.Passing, $"sent nothing for {options.StallTimeout:c}"));
    }

    /// <summary>Gets what repeats attempts on one mirror while their faults make it worth it.</summary>
    public ResiliencePipeline<TransferFault?> Retry { get; }

    /// <summary>Gets the limit of a request, up to the headers of the answer.</summary>
    public TimeLimit Response { get; }

    /// <summary>Gets the limit of one read of a body.</summary>
    public TimeLimit Read { get; }

    private static ResiliencePipeline<TransferFault?> CreateRetry(MnistDownloadOptions options, TimeProvider time)
    {
        // Polly's own minimum is one retry.
        if (options.RetriesPerMirror == 0)
        {
            return ResiliencePipeline<TransferFault?>.Empty;
        }

        return new ResiliencePipelineBuilder<TransferFault?> { TimeProvider = time }
            .AddRetry(new RetryStrategyOptions<TransferFault?>
            {
                MaxRetryAttempts = options.RetriesPerMirror,
                Delay = options.FirstRetryDelay,
                MaxDelay = options.FirstRetryDelay > LongestDelay ? options.FirstRetryDelay : LongestDelay,
                BackoffType = DelayBackoffType.Exponential,
                UseJitter = true,
                ShouldHandle = args =>
                    ValueTask.FromResult(args.Outcome.Result is { } fault && args.AttemptNumber < fault.RetryLimit),
                DelayGenerator = args => ValueTask.FromResult(args.Outcome.Result?.RetryAfter),
            })
            .Build();
    }
}
