using Mnist.Digits.Normalization;
using Mnist.Digits.Pictures;

namespace Mnist.Digits;

/// <summary>
/// An image of one handwritten digit in the form of MNIST (http://yann.lecun.com/exdb/mnist/), made of a picture of any
/// size: a photograph, a scan or a drawing.
/// </summary>
/// <remarks>
/// <para>The background is removed, light or dark, also under uneven light, with specks, shadows and the edges of paper.
/// The digit is scaled into a box of 20x20 pixels with its proportions kept, its strokes are drawn about as wide as
/// MNIST's, and its centre of mass is moved to the middle of 28x28. A picture of 28x28 that has this form already is
/// taken as it is. One digit is looked for; it must not be turned by much, and no other writing may be in the
/// picture.</para>
/// <para>Immutable and safe for use from many threads at once, and so are all its members.</para>
/// </remarks>
public sealed class DigitImage
{
    /// <summary>The most pixels that a picture may have, if a caller asks for so many: 100 million.</summary>
    public const int MaxPixels = PictureReader.MaxPixels;

    /// <summary>The most pixels that a picture may have unless a caller says otherwise: 50 million.</summary>
    public const int DefaultMaxPixels = PictureReader.DefaultMaxPixels;

    // On a longest side of fewer pixels, digits that are there are sometimes not seen.
    private const int SmallestSide = 12;

    private static readonly byte[] NoInk = new byte[SizeNormalization.PixelCount];

    private readonly byte[] _pixels;
    private readonly Lazy<IReadOnlyList<DigitCandidate>> _otherCandidates;

    private DigitImage(GreyView picture)
    {
        DigitCandidate? digit;
        if (SizeNormalization.TryTake(picture) is { } taken)
        {
            digit = new DigitCandidate(taken, IsOneOfSeveral: false, IsLight: false);
            _otherCandidates = new([]);
        }
        else
        {
            var prepared = DigitNormalizer.Prepare(picture);
            var found = DigitNormalizer.Find(prepared);
            digit = found;
            // Without memory there is none this time; another time there may be.
            _otherCandidates = new(() => DigitNormalizer.FindOthers(prepared, found), LazyThreadSafetyMode.PublicationOnly);
        }

        AsWritten = digit?.AsWritten;
        _pixels = digit?.Pixels ?? NoInk;
        IsOneOfSeveral = digit?.IsOneOfSeveral == true;
        IsBlank = digit is null;
        IsTooSmall = digit is null
            && picture.LongestSide < SmallestSide
            && picture.Pixels.ContainsAnyExcept(picture.Pixels[0]);
    }

    /// <summary>
    /// Gets the pixels, shape <c>[784]</c>: 28 rows of 28 from the top left, 0 for paper to 255 for ink.
    /// </summary>
    public ReadOnlySpan<byte> Pixels => _pixels;

    /// <summary>
    /// Gets a value indicating whether nothing was found: the picture is blank or solid, or too small. All
    /// <see cref="Pixels"/> are then 0.
    /// </summary>
    public bool IsBlank { get; }

    /// <summary>
    /// Gets a value indicating whether nothing was found in a picture that has more than one tone, but less than 12 pixels on
    /// its longest side: a digit may be there.
    /// </summary>
    public bool IsTooSmall { get; }

    /// <summary>Gets a value indicating whether something at least half as tall is written beside, above or below the digit.</summary>
    internal bool IsOneOfSeveral { get; }

    /// <summary>Gets the pixels with strokes as they were written; <see langword="null"/> where <see cref="Pixels"/> are that, or nothing was found.</summary>
    internal byte[]? AsWritten { get; }

    /// <summary>Gets what else in the picture may be the digit, found when first asked for.</summary>
    internal IReadOnlyList<DigitCandidate> OtherCandidates => _otherCandidates.Value;

    /// <summary>Makes an image of a picture file.</summary>
    /// <param name="path">
    /// A PNG, JPEG, BMP, GIF, PGM, PPM or PBM file, of a GIF the first frame; at most <see cref="DefaultMaxPixels"/>. A camera's
    /// note of how it was held is followed, and what is transparent is paper.
    /// </param>
    /// <returns>The image.</returns>
    /// <remarks>
    /// Besides the file, reading takes 1 byte of memory for each pixel of a PNG, GIF, PGM, PPM or PBM, 2 where a PNG has
    /// transparency or a GIF is interlaced, up to 9 of a BMP, 7 of a JPEG, and 15 of a progressive JPEG; and no more than 160 bytes
    /// for each byte of the file, of which the first million are free.
    /// </remarks>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="UnauthorizedAccessException">Access to the file is denied, or it is a folder.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="InvalidDataException">
    /// The file is damaged, too large, or of another format. The message names it and says what to do.
    /// </exception>
    public static DigitImage Load(string path) => Load(path, DefaultMaxPixels);

    /// <summary>Makes an image of a picture file, with a limit on its pixels of the caller's own.</summary>
    /// <param name="path">A PNG, JPEG, BMP, GIF, PGM, PPM or PBM file.</param>
    /// <param name="maxPixels">
    /// The most pixels that the picture may have, 1 to <see cref="MaxPixels"/>. A file that claims more is refused before memory
    /// is spent on them.
    /// </param>
    /// <returns>The image.</returns>
    /// <exception cref="ArgumentOutOfRangeException">
    /// <paramref name="maxPixels"/> is below 1 or above <see cref="MaxPixels"/>.
    /// </exception>
    /// <inheritdoc cref="Load(string)" path="/exception"/>
    public static DigitImage Load(string path, int maxPixels) => new(PictureReader.Read(path, CheckLimit(maxPixels)));

    /// <summary>Makes an image of a picture file's content.</summary>
    /// <param name="stream">A readable stream, read from where it stands to its end. It stays open.</param>
    /// <returns>The image.</returns>
    /// <exception cref="InvalidDataException">
    /// The bytes are damaged, or a picture that is too large or of another format than <see cref="Load(string)"/> reads.
    /// </exception>
    public static DigitImage Load(Stream stream) => Load(stream, DefaultMaxPixels);

    /// <summary>Makes an image of a picture file's content, with a limit on its pixels of the caller's own.</summary>
    /// <param name="stream">A readable stream, read from where it stands to its end. It stays open.</param>
    /// <param name="maxPixels">
    /// The most pixels that the picture may have, 1 to <see cref="MaxPixels"/>. Content that claims more is refused before memory
    /// is spent on them.
    /// </param>
    /// <returns>The image.</returns>
    /// <exception cref="ArgumentOutOfRangeException">
    /// <paramref name="maxPixels"/> is below 1 or above <see cref="MaxPixels"/>.
    /// </exception>
    /// <inheritdoc cref="Load(Stream)" path="/exception"/>
    public static DigitImage Load(Stream stream, int maxPixels) => new(PictureReader.Read(stream, CheckLimit(maxPixels)));

    /// <summary>
    /// Counts the pixels that a picture file claims to have, without decoding it: to tell large pictures from small ones before
    /// any work is done. Whether the claim is true, <see cref="Load(Stream, int)"/> finds out.
    /// </summary>
    /// <param name="file">The content of a PNG, JPEG, BMP, GIF, PGM, PPM or PBM file.</param>
    /// <returns>
    /// The number, up to <see cref="long.MaxValue"/>; <see langword="null"/> where there is no size, as in a file of another format.
    /// </returns>
    public static long? CountPixels(ReadOnlySpan<byte> file) => PictureCheck.ReadSize(file, PictureFormats.Detect(file))?.PixelCount;

    /// <summary>Makes an image of pixels in memory.</summary>
    /// <param name="grey">
    /// <paramref name="height"/> rows of <paramref name="width"/> from the top left, 0 for black to 255 for white.
    /// </param>
    /// <param name="height">How many rows, at least 1.</param>
    /// <param name="width">How many columns, at least 1.</param>
    /// <returns>The image.</returns>
    /// <exception cref="ArgumentOutOfRangeException">
    /// <paramref name="height"/> or <paramref name="width"/> is below 1.
    /// </exception>
    /// <exception cref="ArgumentException">There are more or fewer pixels than that.</exception>
    public static DigitImage Normalize(ReadOnlySpan<byte> grey, int height, int width) =>
        new(GreyView.Of(grey, height, width));

    /// <exception cref="ArgumentOutOfRangeException">It is below 1 or above <see cref="MaxPixels"/>.</exception>
    internal static int CheckLimit(int maxPixels)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(maxPixels, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(maxPixels, MaxPixels);
        return maxPixels;
    }
}
