using Polly.Timeout;

namespace Mnist.Classifier.Data.Download;

/// <summary>Why an attempt to get a file from a mirror failed.</summary>
/// <param name="Kind">What it means for what to do next.</param>
/// <param name="Reason">For people, to follow the mirror's address and a colon.</param>
internal sealed record TransferFault(TransferFaultKind Kind, string Reason)
{
    /// <summary>Gets how long the server asks to wait, if it does.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>Gets what was thrown, if something was.</summary>
    public Exception? Cause { get; init; }

    /// <summary>Gets how many retries at most may follow this fault.</summary>
    public int RetryLimit => Kind switch
    {
        TransferFaultKind.Passing => int.MaxValue,
        TransferFaultKind.Unreached => 1,
        _ => 0,
    };

    /// <summary>Tells what an exception of the network means, or null if it is not one of the network.</summary>
    /// <param name="exception">What was thrown.</param>
    /// <param name="onTimeout">What it means that the time was over.</param>
    public static TransferFault? From(Exception exception, TransferFault onTimeout) => exception switch
    {
        TimeoutRejectedException => onTimeout with { Cause = exception },
        // A client has a timeout of its own, and can be told to drop its requests.
        OperationCanceledException => new(onTimeout.Kind, Describe(exception)) { Cause = exception },
        HttpRequestException
        {
            HttpRequestError: HttpRequestError.NameResolutionError or HttpRequestError.ConnectionError
                or HttpRequestError.SecureConnectionError or HttpRequestError.ProxyTunnelError
        } => new(TransferFaultKind.Unreached, Describe(exception)) { Cause = exception },
        // A client that unpacks by itself met something that it could not unpack.
        InvalidDataException => new(TransferFaultKind.Mismatch, Describe(exception)) { Cause = exception },
        HttpRequestException or IOException =>
            new(TransferFaultKind.Passing, Describe(exception)) { Cause = exception },
        _ => null,
    };

    private static string Describe(Exception exception)
    {
        var root = exception.GetBaseException().Message;
        return exception.Message.Contains(root, StringComparison.Ordinal)
            ? exception.Message
            : $"{exception.Message} {root}";
    }
}
