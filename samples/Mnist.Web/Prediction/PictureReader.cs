using System.Globalization;
using System.Net;
using System.Runtime.InteropServices;
using Mnist.Digits;

namespace Mnist.Web.Prediction;

/// <summary>Reads the digits in an untrusted picture file.</summary>
internal sealed class PictureReader(LimitOptions limits, ClientBudget budget, ReadingThreads threads)
{
    private const string NameInLibrary = "The stream";
    private const int LargePixels = 1_000_000;

    /// <exception cref="RefusedRequestException">The picture cannot be read, or is too large.</exception>
    public async Task<PredictionAnswer> ReadAsync(
        DigitReader digits, IPAddress client, ReadOnlyMemory<byte> picture, CancellationToken cancellationToken)
    {
        var maxPixels = limits.Megapixels * 1_000_000;
        var pixels = DigitImage.CountPixels(picture.Span) ?? 0;
        if (pixels > maxPixels)
        {
            throw RefusedRequestException.TooLarge(string.Create(
                CultureInfo.InvariantCulture,
                $"The picture has more than {limits.Megapixels} million pixels. Save it with fewer, or cut out the digit."));
        }

        budget.TakePicture(client, pixels, picture.Length);
        return await threads.RunAsync(
            client,
            () => PredictionAnswer.Of(
                digits.ReadImage(Decode(picture, maxPixels, DigitImage.Load)), () => Decode(
                    picture, maxPixels, digits.ReadAll)),
            isLarge: pixels > LargePixels,
            cancellationToken);
    }

    private static T Decode<T>(ReadOnlyMemory<byte> picture, int maxPixels, Func<Stream, int, T> read)
    {
        MemoryMarshal.TryGetArray(picture, out var bytes);
        using var stream = new MemoryStream(bytes.Array!, bytes.Offset, bytes.Count, writable: false);
        try
        {
            return read(stream, maxPixels);
        }
        catch (InvalidDataException e)
        {
            // The library speaks of a stream; the sender sent a file.
            throw RefusedRequestException.BadRequest(
                "The picture cannot be read", e.Message.Replace(NameInLibrary, "The file", StringComparison.Ordinal));
        }
    }
}
