using System.Buffers;
using System.Globalization;

namespace Mnist.Web.Prediction;

/// <summary>Reads a body into memory, never more of it than is allowed.</summary>
internal static class RequestBody
{
    private const int BufferSize = 1 << 14;
    private const int Mebibyte = 1 << 20;

    /// <exception cref="RefusedRequestException">There is more, or nothing at all.</exception>
    public static async Task<ReadOnlyMemory<byte>> ReadAsync(
        Stream body, long? length, int limit, string what, bool isPicture, CancellationToken cancellationToken)
    {
        if (length > limit)
        {
            throw TooLarge(limit, what, isPicture);
        }

        using var content = new MemoryStream(); // grows with what has come, not with what is claimed
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
            // So the server says that the size of a chunk is no number that it can hold.
            throw RefusedRequestException.BadRequest("The request cannot be read", $"{what} ends too early, or its chunks are malformed. Send it again.");
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

    /// <param name="limit">How many bytes there may be.</param>
    /// <param name="what">What there was more of.</param>
    /// <param name="isPicture">Whether less of it would do.</param>
    public static RefusedRequestException TooLarge(int limit, string what, bool isPicture) => RefusedRequestException.TooLarge(
        $"{what} is larger than the {Size(limit)} that are allowed. " +
        (isPicture ? "Save it with fewer pixels or as JPEG, or cut out the digit." : "Send 784 numbers, and nothing else."));

    private static string Size(int bytes) => bytes >= Mebibyte
        ? string.Create(CultureInfo.InvariantCulture, $"{(double)bytes / Mebibyte:0.#} MB")
        : string.Create(CultureInfo.InvariantCulture, $"{bytes / 1024.0:0.#} KB");
}
