using Microsoft.Net.Http.Headers;
using Mnist.Digits;
using Mnist.Web.Hosting;

namespace Mnist.Web.Prediction;

/// <summary>Reads the image of a request, in any of the supported forms.</summary>
internal sealed class ImageReader(LimitOptions limits, LargeUploads largeUploads, PictureReader pictures, ClientBudget budget)
{
    public const string Picture = "The picture";

    /// <exception cref="RefusedRequestException">There is no valid image.</exception>
    public async Task<PredictionAnswer> ReadAsync(DigitReader digits, HttpRequest request, CancellationToken cancellationToken)
    {
        var client = ClientAddress.Of(request.HttpContext.Connection.RemoteIpAddress);
        budget.TakeOne(client);
        if (!MediaTypeHeaderValue.TryParse(request.ContentType, out var type))
        {
            throw UnknownType(request.ContentType);
        }

        using var upload = await largeUploads.AcquireAsync(client, request.ContentLength, cancellationToken);
        if (type.MediaType.Equals("application/json", StringComparison.OrdinalIgnoreCase))
        {
            var pixels = PixelsReader.Read(
                (await ReadBodyAsync(request, limits.JsonBytes, "The JSON", isPicture: false, cancellationToken)).Span);
            return PredictionAnswer.Of(digits.ReadImage(pixels));
        }

        var picture = await ReadPictureAsync(request, type, cancellationToken);
        return await pictures.ReadAsync(digits, client, picture, cancellationToken);
    }

    private async Task<ReadOnlyMemory<byte>> ReadPictureAsync(
        HttpRequest request, MediaTypeHeaderValue type, CancellationToken cancellationToken)
    {
        if (type.MediaType.Equals("multipart/form-data", StringComparison.OrdinalIgnoreCase))
        {
            return await MultipartPicture.ReadAsync(request, type, limits.PictureBytes, cancellationToken);
        }

        return type.Type.Equals("image", StringComparison.OrdinalIgnoreCase)
            || type.MediaType.Equals("application/octet-stream", StringComparison.OrdinalIgnoreCase)
            ? await ReadBodyAsync(request, limits.PictureBytes, Picture, isPicture: true, cancellationToken)
            : throw UnknownType(request.ContentType);
    }

    private static Task<ReadOnlyMemory<byte>> ReadBodyAsync(
        HttpRequest request, int limit, string what, bool isPicture, CancellationToken cancellationToken) =>
        RequestBody.ReadAsync(request.Body, request.ContentLength, limit, what, isPicture, cancellationToken);

    public static RefusedRequestException UnknownType(string? type) => new(
        StatusCodes.Status415UnsupportedMediaType, "Unknown Content-Type",
        (string.IsNullOrEmpty(type) ? "The request has no Content-Type." : "The Content-Type of the request is not one of " +
            "those read here.") +
        " Send a picture as image/png, image/jpeg, image/bmp, image/gif or application/octet-stream, a form as " +
        "multipart/form-data with a field 'file', or 784 pixels as application/json.");
}
