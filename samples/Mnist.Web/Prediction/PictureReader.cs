using System.Globalization;
using System.Net;
using System.Runtime.InteropServices;
using Mnist.Digits;

namespace Mnist.Web.Prediction;

/// <summary>Makes an image of 28x28 of a picture file from anyone.</summary>
internal sealed class PictureDecoder(LimitOptions limits, LargePictures largePictures)
{
    private const string LibrarysName = "The stream";

    /// <exception cref="RefusedRequestException">It is no picture that can be read, or too large.</exception>
    public async Task<DigitImage> DecodeAsync(IPAddress client, ReadOnlyMemory<byte> picture, CancellationToken cancellationToken)
    {
        var maxPixels = limits.Megapixels * 1_000_000;
        if (DigitImage.CountPixels(picture.Span) > maxPixels)
        {
            throw RefusedRequestException.TooLarge(string.Create(
                CultureInfo.InvariantCulture,
                $"The picture has more than {limits.Megapixels} million pixels. Shrink it, or cut the digit out."));
        }

        using var lease = await largePictures.EnterDecodingAsync(client, picture, cancellationToken);
        return Decode(picture, maxPixels);
    }

    private static DigitImage Decode(ReadOnlyMemory<byte> picture, int maxPixels)
    {
        MemoryMarshal.TryGetArray(picture, out var bytes);
        using var stream = new MemoryStream(bytes.Array!, bytes.Offset, bytes.Count, writable: false);
        try
        {
            return DigitImage.Load(stream, maxPixels);
        }
        catch (InvalidDataException e)
        {
            // What the library was given is a stream; what the sender gave is a file.
            throw RefusedRequestException.BadRequest(
                "The picture cannot be read", e.Message.Replace(LibrarysName, "The file", StringComparison.Ordinal));
        }
    }
}
