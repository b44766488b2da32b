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
        Response = CreateLimit(options.ResponseTimeout, time);
        Read = CreateLimit(options.StallTimeout, time);
    }

    /// <summary>Gets what repeats attempts on one mirror while their faults make it worth it.</summary>
    public ResiliencePipeline<TransferFault?> Retry { get; }

    /// <summary>Gets what ends a request that is not answered.</summary>
    public ResiliencePipeline Response { get; }

    /// <summary>Gets what ends one read of a body that stalls.</summary>
    public ResiliencePipeline Read { get; }

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

    private static ResiliencePipeline CreateLimit(TimeSpan timeout, TimeProvider time) =>
        new ResiliencePipelineBuilder { TimeProvider = time }.AddTimeout(timeout).Build();
}
