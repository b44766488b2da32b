using Polly;

namespace Mnist.Classifier.Data.Download;

/// <summary>Calls the network within a time limit, and turns whatever it throws into a fault.</summary>
/// <remarks>
/// Nothing else is called in here, so that exceptions of the disk and of the caller's progress are never taken for
/// faults of a mirror.
/// </remarks>
/// <param name="timeout">The limit of each call.</param>
/// <param name="time">What measures it.</param>
/// <param name="onTimeout">What it means that a call took longer.</param>
internal sealed class TimeLimit(TimeSpan timeout, TimeProvider time, TransferFault onTimeout)
{
    private readonly ResiliencePipeline _pipeline =
        new ResiliencePipelineBuilder { TimeProvider = time }.AddTimeout(timeout).Build();

    public async Task<(T? Result, TransferFault? Fault)> CallAsync<T>(
        Func<CancellationToken, ValueTask<T>> call, CancellationToken cancellationToken)
    {
        try
        {
            return (await _pipeline.ExecuteAsync(call, cancellationToken).ConfigureAwait(false), null);
        }
        catch (Exception e) when (TransferFault.From(e, onTimeout) is { } fault)
        {
            cancellationToken.ThrowIfCancellationRequested();
            return (default, fault);
        }
    }
}
