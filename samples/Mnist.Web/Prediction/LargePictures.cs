using System.Net;
using System.Threading.RateLimiting;
using Mnist.Digits;

namespace Mnist.Web.Prediction;

/// <summary>
/// Large pictures wait for their turn, so that memory stays bounded however many are sent. Small ones, as the page sends them,
/// pass at once. No client gets all places.
/// </summary>
internal sealed class LargePictures(LimitOptions limits) : IDisposable
{
    private const int SmallBytes = 256 * 1024;
    private const long SmallPixels = 1_000_000;
    private const int WaitingForEach = 8;

    private readonly SharedPlaces _uploads =
        new(limits.LargeUploadsAtOnce, waiting: 0, forOneClient: limits.LargeUploadsPerClient);

    private readonly SharedPlaces _reading = new(
        limits.LargePicturesAtOnce,
        waiting: WaitingForEach * limits.LargePicturesAtOnce,
        forOneClient: (1 + WaitingForEach) * limits.LargePicturesAtOnce / 2);

    /// <summary>Takes a place for a body until the lease is disposed.</summary>
    /// <exception cref="RefusedRequestException">There is none.</exception>
    public async Task<RateLimitLease?> EnterUploadAsync(IPAddress client, long? length, CancellationToken cancellationToken) =>
        length <= SmallBytes ? null : Require(await _uploads.EnterAsync(client, cancellationToken));

    /// <summary>Takes a place for decoding and reading until the lease is disposed.</summary>
    /// <exception cref="RefusedRequestException">Too many wait already.</exception>
    public async Task<RateLimitLease?> EnterReadingAsync(
        IPAddress client, ReadOnlyMemory<byte> picture, CancellationToken cancellationToken) =>
        IsSmall(picture.Span) ? null : Require(await _reading.EnterAsync(client, cancellationToken));

    public void Dispose()
    {
        _uploads.Dispose();
        _reading.Dispose();
    }

    // Of a PNG alone: a small JPEG may draw all its pixels a hundred times over.
    private static bool IsSmall(ReadOnlySpan<byte> picture) =>
        picture is [0x89, (byte)'P', (byte)'N', (byte)'G', ..] && DigitImage.CountPixels(picture) <= SmallPixels;

    private static RateLimitLease Require(RateLimitLease lease)
    {
        if (lease.IsAcquired)
        {
            return lease;
        }

        lease.Dispose();
        throw RefusedRequestException.Busy();
    }
}
