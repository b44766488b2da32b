using System.Globalization;

namespace Mnist.Web.Prediction;

/// <summary>The exception for a rejected request. The message is for its sender: what is wrong, and what to do.</summary>
internal sealed class RefusedRequestException(
    int status, string title, string message, int? retryAfter = null) : Exception(message)
{
    public int Status { get; } = status;

    public string Title { get; } = title;

    /// <summary>Gets the seconds until a retry may succeed, or null if it never will.</summary>
    public int? RetryAfter { get; } = retryAfter;

    public static RefusedRequestException BadRequest(string title, string message) =>
        new(StatusCodes.Status400BadRequest, title, message);

    public static RefusedRequestException TooLarge(string message) =>
        new(StatusCodes.Status413PayloadTooLarge, "Too large", message);

    public static RefusedRequestException TooOften(int seconds) => new(
        StatusCodes.Status429TooManyRequests, "Too many requests", string.Create(
            CultureInfo.InvariantCulture,
            $"This address has sent too many requests, or too large pictures. Wait for {seconds} s, as Retry-After says, and " +
            $"try again."),
        seconds);

    public static RefusedRequestException TooSlow(int seconds) => new(
        StatusCodes.Status504GatewayTimeout, "Not done in time", string.Create(
            CultureInfo.InvariantCulture,
            $"The request took longer than {seconds} s. Send a smaller picture, or use a faster connection."));

    public static RefusedRequestException Busy() => new(
        StatusCodes.Status503ServiceUnavailable, "Busy with other pictures",
        "Too many pictures are waiting, of all addresses or of this one. Try again in a second, as Retry-After says, or " +
        "send a smaller picture.",
        1);
}
