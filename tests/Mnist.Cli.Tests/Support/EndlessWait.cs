namespace Mnist.Cli.Tests.Support;

/// <summary>A stream whose first byte never comes.</summary>
internal sealed class EndlessWait : MemoryStream
{
    private readonly TaskCompletionSource _begun = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Gets a task that completes when reading begins.</summary>
    public Task Begun => _begun.Task;

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer)
    {
        _begun.TrySetResult();
        Thread.Sleep(Timeout.Infinite); // on a thread of the pool, which ends with the process
        return 0;
    }
}
