using System.Globalization;

namespace Mnist.Web.Prediction;

/// <summary>A request that gets no prediction. The message says to whoever sent it what was wrong and what to do.</summary>
internal sealed class RefusedRequestException(int status, string title, string message) : Exception(message)
{
    public int Status { get; } = status;

    public string Title { get; } = title;

    public static RefusedRequestException BadRequest(string title, string message) =>
        new(StatusCodes.Status400BadRequest, title, message);

    public static RefusedRequestException TooLarge(string message) =>
        new(StatusCodes.Status413PayloadTooLarge, "Too large", message);

    public static RefusedRequestException TooOften(int seconds) => new(
        StatusCodes.Status429TooManyRequests, "Too many requests", string.Create(
            CultureInfo.InvariantCulture,
            $"This address has asked too often. Wait for {seconds} s, as Retry-After says, and ask again."));

    public static RefusedRequestException TooSlow(int seconds) => new(
        StatusCodes.Status504GatewayTimeout, "Not done in time", string.Create(
            CultureInfo.InvariantCulture,
            $"The request was not done in the {seconds} s that it may take. Send a smaller picture, or ask again on a faster line."));

    public static RefusedRequestException Busy() => new(
        StatusCodes.Status503ServiceUnavailable, "Busy with other large pictures",
        "The server works on as many large pictures as it has room for, or as one address gets. Ask again in a second, as " +
        "Retry-After says, or send a smaller picture.");
}
