using System.Buffers;
using System.Net;
using System.Net.Http.Headers;

namespace Mnist.Classifier.Data.Download;

/// <summary>Gets one file from one mirror into its partial file.</summary>
/// <remarks>
/// The rest of a file is asked for by Range without If-Range. Its SHA-256 is known, so that bytes of any earlier run,
/// and of any mirror, go on well together, or are found out.
/// </remarks>
internal sealed class Transfer(
    HttpClient client,
    TransferPipelines pipelines,
    TimeProvider time,
    Uri address,
    PublishedFile file,
    PartialFile partial,
    Action<long> report)
{
    private const int BufferSize = 1 << 16;

    /// <summary>Gets how many attempts were made so far.</summary>
    public int Attempts { get; private set; }

    /// <returns>Why the file is not there, or null: every byte is there and right.</returns>
    public async Task<TransferFault?> RunAsync(CancellationToken cancellationToken) =>
        await pipelines.Retry.ExecuteAsync(AttemptAsync, cancellationToken).ConfigureAwait(false);

    private async ValueTask<TransferFault?> AttemptAsync(CancellationToken cancellationToken)
    {
        Attempts++;
        while (true)
        {
            var resumes = partial.Length > 0;
            var fault = await CompleteAsync(cancellationToken).ConfigureAwait(false);
            if (fault is not { Kind: TransferFaultKind.Mismatch })
            {
                return fault;
            }

            // Bytes from before may be to blame: only what came in one go is the mirror's own.
            partial.Clear();
            if (!resumes)
            {
                return fault;
            }
        }
    }

    private async Task<TransferFault?> CompleteAsync(CancellationToken cancellationToken)
    {
        if (partial.Length < file.Length
            && await RequestRestAsync(cancellationToken).ConfigureAwait(false) is { } fault)
        {
            return fault;
        }

        return await partial.IsWholeAsync(cancellationToken).ConfigureAwait(false)
            ? null
            : new(
                TransferFaultKind.Mismatch, $"sent other bytes than were published (their SHA-256 is not {file.Sha256})");
    }

    private async Task<TransferFault?> RequestRestAsync(CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        // Compressed once more, the lengths would be those of something else.
        request.Headers.AcceptEncoding.Add(new("identity"));
        request.Headers.Range = partial.Length > 0 ? new RangeHeaderValue(partial.Length, null) : null;

        var (response, fault) = await pipelines.Response.CallAsync(
            token => new ValueTask<HttpResponseMessage>(
                client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, token)),
            cancellationToken).ConfigureAwait(false);
        using (response)
        {
            return fault
                ?? MirrorAnswer.FindFault(response!, partial.Length, file, time.GetUtcNow())
                ?? await ReceiveAsync(response!, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task<TransferFault?> ReceiveAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        if (response.StatusCode == HttpStatusCode.OK && partial.Length > 0)
        {
            partial.Clear();
        }

        report(partial.Length);
        using var body = await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        var buffer = ArrayPool<byte>.Shared.Rent(BufferSize);
        try
        {
            return await CopyAsync(body, buffer, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private async Task<TransferFault?> CopyAsync(Stream body, Memory<byte> buffer, CancellationToken cancellationToken)
    {
        while (true)
        {
            var (count, fault) = await pipelines.Read.CallAsync(
                token => body.ReadAsync(buffer, token), cancellationToken).ConfigureAwait(false);
            if (fault is not null)
            {
                return fault;
            }

            if (count == 0)
            {
                return partial.Length == file.Length
                    ? null
                    : new(TransferFaultKind.Passing, $"sent {partial.Length} of {file.Length} bytes");
            }

            if (partial.Length + count > file.Length)
            {
                return new(TransferFaultKind.Mismatch, $"sends more bytes than the {file.Length} of the file");
            }

            await partial.AppendAsync(buffer[..count], cancellationToken).ConfigureAwait(false);
            report(partial.Length);
        }
    }
}
