using System.Globalization;
using System.Net;
using System.Net.Http.Headers;

namespace Mnist.Classifier.Data.Download;

/// <summary>Tells from the head of an answer whether its body is what was asked for.</summary>
internal static class MirrorAnswer
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(1);

    /// <param name="response">The answer.</param>
    /// <param name="offset">From which byte on the file was asked for.</param>
    /// <param name="file">What was asked for.</param>
    /// <param name="now">The time, for a Retry-After that is a date.</param>
    /// <returns>Why the body is of no use, or null where it is.</returns>
    public static TransferFault? FindFault(
        HttpResponseMessage response, long offset, PublishedFile file, DateTimeOffset now) => response.StatusCode switch
        {
            HttpStatusCode.OK => FindFaultInLength(response.Content.Headers.ContentLength, file),
            HttpStatusCode.PartialContent when offset > 0 =>
                FindFaultInPart(response.Content.Headers.ContentRange, offset, file),
            HttpStatusCode.RequestedRangeNotSatisfiable when offset > 0 =>
                new(TransferFaultKind.Mismatch, $"has no byte {offset} of the file"),
            HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests or >= HttpStatusCode.InternalServerError =>
                Busy(response, now),
            >= HttpStatusCode.MultipleChoices and < HttpStatusCode.BadRequest =>
                new(TransferFaultKind.Lasting, $"{Status(response)}, one redirect too many or not a safe one"),
            _ => new(TransferFaultKind.Lasting, Status(response)),
        };

    private static TransferFault? FindFaultInLength(long? length, PublishedFile file) =>
        length is null || length == file.Length
            ? null
            : new(TransferFaultKind.Lasting, $"offers a file of {length} bytes; MNIST's has {file.Length}");

    private static TransferFault? FindFaultInPart(ContentRangeHeaderValue? range, long offset, PublishedFile file) =>
        range is { Unit: "bytes" } && range.From == offset
            ? FindFaultInLength(range.Length, file)
            : new(
                TransferFaultKind.Mismatch,
                $"was asked for the bytes from {offset} on and answered with the range '{range}'");

    private static TransferFault Busy(HttpResponseMessage response, DateTimeOffset now)
    {
        var asked = response.Headers.RetryAfter is { } after ? after.Delta ?? after.Date - now : null;
        return asked > LongestWait
            ? new(TransferFaultKind.Lasting, $"{Status(response)} and asks to come back in {asked:c}")
            : new(TransferFaultKind.Passing, Status(response))
            {
                RetryAfter = asked < TimeSpan.Zero ? TimeSpan.Zero : asked,
            };
    }

    private static string Status(HttpResponseMessage response) => string.Create(
        CultureInfo.InvariantCulture, $"answered {(int)response.StatusCode} ({response.StatusCode})");
}
