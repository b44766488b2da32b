using System.Buffers;
using System.Globalization;

namespace Mnist.Web.Prediction;

/// <summary>Reads a request body into memory, up to a limit.</summary>
internal static class RequestBody
{
    private const int BufferSize = 1 << 14;
    private const int Mebibyte = 1 << 20;

    /// <exception cref="RefusedRequestException">The body is longer, or empty.</exception>
    public static async Task<ReadOnlyMemory<byte>> ReadAsync(
        Stream body, long? length, int limit, string what, bool isPicture, CancellationToken cancellationToken)
    {
        if (length > limit)
        {
            throw TooLarge(limit, what, isPicture);
        }

        using var content = new MemoryStream(); // grows with the received bytes, not with the claimed length
        var buffer = ArrayPool<byte>.Shared.Rent(BufferSize);
        try
        {
            while (await body.ReadAsync(buffer, cancellationToken) is > 0 and var count)
            {
                if (content.Length + count > limit)
                {
                    throw TooLarge(limit, what, isPicture);
                }

                await content.WriteAsync(buffer.AsMemory(0, count), cancellationToken);
            }
        }
        catch (IOException e) when (e is not BadHttpRequestException)
        {
            // Thrown by the server for a chunk size that overflows.
            throw RefusedRequestException.BadRequest("The request cannot be read", $"{what} ends too early, or its chunks " +
                "are malformed. Send it again.");
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer, clearArray: true);
        }

        return content.Length > 0
            ? content.GetBuffer().AsMemory(0, (int)content.Length)
            : throw RefusedRequestException.BadRequest(
                "Nothing was sent",
                $"{what} is empty. Send a PNG, JPEG, BMP, GIF, PGM, PPM or PBM picture, or JSON with 784 pixels.");
    }

    /// <param name="limit">The limit in bytes.</param>
    /// <param name="what">The name of the body.</param>
    /// <param name="isPicture">Whether it is a picture, which could be smaller.</param>
    public static RefusedRequestException TooLarge(int limit, string what, bool isPicture) => RefusedRequestException.TooLarge(
        $"{what} is larger than the limit of {Size(limit)}. " +
        (isPicture ? "Save it with fewer pixels or as JPEG, or cut out the digit." : "Send 784 numbers and nothing else."));

    private static string Size(int bytes) => bytes >= Mebibyte
        ? string.Create(CultureInfo.InvariantCulture, $"{(double)bytes / Mebibyte:0.#} MB")
        : string.Create(CultureInfo.InvariantCulture, $"{bytes / 1024.0:0.#} KB");
}
