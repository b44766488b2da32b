using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Net;

namespace Mnist.Classifier.Data.Download;

/// <summary>Downloads one file from one mirror.</summary>
internal sealed class Transfer(
    HttpClient client, TimeProvider time, Uri mirror, PublishedFile file, IProgress<MnistDownloadProgress>? progress)
{
    /// <summary>How long a mirror may take to accept a connection and to send the headers of its response.</summary>
    public static readonly TimeSpan ResponseTimeout = TimeSpan.FromSeconds(10);

    /// <summary>
    /// How long a chunk may take: slower than any modem, but a limit for servers that send a byte now and then.
    /// </summary>
    public static readonly TimeSpan ChunkTimeout = TimeSpan.FromSeconds(20);

    /// <summary>How many bytes are received between two reports of the progress.</summary>
    public const int ChunkLength = 1 << 15;

    // Without user and query, which may be secrets.
    private const UriComponents Shown = UriComponents.SchemeAndServer | UriComponents.Path;

    private readonly Uri _address = AddressOf(mirror, file);
    private int _attempts;

    public Uri Mirror => mirror;

    /// <summary>Gets the bytes of the file, checked, after an attempt has succeeded.</summary>
    public byte[]? Content { get; private set; }

    /// <summary>Gets why the last attempt failed.</summary>
    public MirrorException? Failure { get; private set; }

    /// <summary>Gets a value indicating whether an attempt may succeed.</summary>
    public bool CanTry => Failure is null or { IsTemporary: true };

    /// <returns>
    /// Whether it succeeded: then <see cref="Content"/> has the file, otherwise <see cref="Failure"/> the reason.
    /// </returns>
    public async Task<bool> TryAsync(CancellationToken cancellationToken)
    {
        _attempts++;
        try
        {
            Content = await GetAsync(cancellationToken).ConfigureAwait(false);
            return true;
        }
        catch (MirrorException e)
        {
            Failure = e;
            return false;
        }
    }

    /// <summary>Returns why the download failed, for people.</summary>
    public override string ToString() =>
        $"{_address.GetComponents(Shown, UriFormat.UriEscaped)}: {Failure?.Message}" +
        (_attempts > 1 ? $" ({_attempts} attempts)" : "");

    // new Uri(mirror, name) would drop the last segment of a path without a final slash, and the query.
    private static Uri AddressOf(Uri mirror, PublishedFile file)
    {
        var builder = new UriBuilder(mirror);
        builder.Path = $"{builder.Path.TrimEnd('/')}/{file.Name}";
        return builder.Uri;
    }

    private async Task<byte[]> GetAsync(CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, _address);
        // With another compression, the length would not be that of the file.
        request.Headers.AcceptEncoding.Add(new("identity"));
        var noAnswer = new MirrorException($"did not answer within {ResponseTimeout:c}", isTemporary: false);
        using var response = await CallAsync<HttpResponseMessage>(
            token => new(client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, token)),
            ResponseTimeout, noAnswer, cancellationToken).ConfigureAwait(false);
        Check(response);
        using var body = await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        var content = await ReceiveAsync(body, cancellationToken).ConfigureAwait(false);
        return file.IsIn(new MemoryStream(content)) ? content : throw new MirrorException(
            $"sent other bytes than were published (their SHA-256 is not {file.Sha256})", isTemporary: false);
    }

    private void Check(HttpResponseMessage response)
    {
        var status = string.Create(CultureInfo.InvariantCulture, $"answered {(int)response.StatusCode} " +
            $"({response.StatusCode})");
        switch (response.StatusCode)
        {
            case HttpStatusCode.OK:
                if (response.Content.Headers.ContentLength is { } length && length != file.Length)
                {
                    throw new MirrorException($"offers a file of {length} bytes; MNIST's has " +
                        $"{file.Length}", isTemporary: false);
                }

                break;
            case HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests or >= HttpStatusCode.InternalServerError:
                throw new MirrorException(status, isTemporary: true);
            case >= HttpStatusCode.MultipleChoices and < HttpStatusCode.BadRequest:
                throw new MirrorException($"{status}, one redirect too many or not a safe one", isTemporary: false);
            default:
                throw new MirrorException(status, isTemporary: false);
        }
    }

    /// <summary>Receives exactly as many bytes as the file has.</summary>
    private async Task<byte[]> ReceiveAsync(Stream body, CancellationToken cancellationToken)
    {
        var tooSlow = new MirrorException($"sent less than {ChunkLength} bytes in {ChunkTimeout:c}", isTemporary: true);
        var content = new byte[file.Length];
        var received = 0;
        Report(received);
        while (received < content.Length)
        {
            var chunk = content.AsMemory(received, Math.Min(ChunkLength, content.Length - received));
            var count = await CallAsync(
                token => body.ReadAtLeastAsync(chunk, chunk.Length, throwOnEndOfStream: false, token),
                ChunkTimeout, tooSlow, cancellationToken).ConfigureAwait(false);
            received += count;
            if (count < chunk.Length)
            {
                throw new MirrorException($"sent {received} of {content.Length} bytes", isTemporary: true);
            }

            Report(received);
        }

        return content;
    }

    private void Report(long received) => progress?.Report(
        new() { FileName = file.Name, BytesReceived = received, TotalBytes = file.Length, Mirror = mirror });

    /// <summary>
    /// Accesses the network, and nothing else: exceptions of the caller's progress are not failures of a mirror.
    /// </summary>
    /// <exception cref="MirrorException">It took longer than the limit, or failed.</exception>
    private async Task<T> CallAsync<T>(
        Func<CancellationToken, ValueTask<T>> call, TimeSpan limit, MirrorException tooSlow,
        CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(limit, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        try
        {
            return await call(either.Token).ConfigureAwait(false);
        }
        catch (Exception e) when (
            e is OperationCanceledException or HttpRequestException or IOException or InvalidDataException)
        {
            cancellationToken.ThrowIfCancellationRequested();
            throw e switch
            {
                OperationCanceledException when timeout.IsCancellationRequested => tooSlow,
                // The client has a timeout of its own, and can cancel its requests.
                OperationCanceledException => new MirrorException(Describe(e), tooSlow.IsTemporary, e),
                // A client that decompresses by itself received something that it could not decompress.
                InvalidDataException => new MirrorException(Describe(e), isTemporary: false, e),
                _ => new MirrorException(Describe(e), isTemporary: true, e),
            };
        }
    }

    private static string Describe(Exception exception)
    {
        var root = exception.GetBaseException().Message;
        return exception.Message.Contains(root, StringComparison.Ordinal)
            ? exception.Message
            : $"{exception.Message} {root}";
    }
}

/// <summary>Why a mirror did not provide a file, in words that follow its address. Not thrown out of the download.</summary>
[SuppressMessage("Design", "CA1032", Justification = "It is thrown here alone.")]
[SuppressMessage("Design", "CA1064", Justification = "It is caught here, too.")]
internal sealed class MirrorException(string reason, bool isTemporary, Exception? cause = null) : Exception(reason, cause)
{
    public bool IsTemporary { get; } = isTemporary;
}
