using System.Globalization;

namespace Mnist.Web.Prediction;

/// <summary>A request that gets no prediction. The message says to whoever sent it what was wrong and what to do.</summary>
internal sealed class RefusedRequestException(int status, string title, string message, int? retryAfter = null) : Exception(message)
{
    public int Status { get; } = status;

    public string Title { get; } = title;

    /// <summary>Gets after how many seconds the same request may be answered, or null if it never will be.</summary>
    public int? RetryAfter { get; } = retryAfter;

    public static RefusedRequestException BadRequest(string title, string message) =>
        new(StatusCodes.Status400BadRequest, title, message);

    public static RefusedRequestException TooLarge(string message) =>
        new(StatusCodes.Status413PayloadTooLarge, "Too large", message);

    public static RefusedRequestException TooOften(int seconds) => new(
        StatusCodes.Status429TooManyRequests, "Too many requests", string.Create(
            CultureInfo.InvariantCulture,
            $"This address has asked too often, or for too large pictures. Wait for {seconds} s, as Retry-After says, and ask again."),
        seconds);

    public static RefusedRequestException TooSlow(int seconds) => new(
        StatusCodes.Status504GatewayTimeout, "Not done in time", string.Create(
            CultureInfo.InvariantCulture,
            $"The request was not done in the {seconds} s that it may take. Send a smaller picture, or ask again on a faster line."));

    public static RefusedRequestException Busy() => new(
        StatusCodes.Status503ServiceUnavailable, "Busy with other pictures",
        "As many pictures wait as there is room for, or as one address gets. Ask again in a second, as Retry-After says, or send a " +
        "smaller picture.",
        1);
}
