using Mnist.Digits.Normalization;
using Mnist.Digits.Pictures;

namespace Mnist.Digits;

/// <summary>
/// Represents an image of one handwritten digit in MNIST's format (http://yann.lecun.com/exdb/mnist/), made from a picture of
/// any size: a photograph, a scan or a drawing.
/// </summary>
/// <remarks>
/// <para>The background, light or dark, evenly lit or not, is removed together with specks, shadows and paper edges. The digit
/// is scaled to fit a 20x20 box, preserving its aspect ratio; its strokes are redrawn about as wide as MNIST's; and its centre
/// of mass is moved to the centre of a 28x28 image. A 28x28 picture that is already in this format is used unchanged. The
/// picture should contain a single digit, roughly upright, and no other writing.</para>
/// <para>This type is immutable. All members are thread-safe.</para>
/// </remarks>
public sealed class DigitImage
{
    /// <summary>The largest pixel limit that a caller can set: 100 million.</summary>
    public const int MaxPixels = PictureReader.MaxPixels;

    /// <summary>The maximum number of pixels in a picture when the caller sets no limit: 50 million.</summary>
    public const int DefaultMaxPixels = PictureReader.DefaultMaxPixels;

    // In pictures whose longest side is shorter, digits are sometimes missed.
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
            // PublicationOnly does not cache exceptions: after an OutOfMemoryException, the next call tries again.
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

    /// <summary>Gets the 784 pixels: 28 rows of 28 from the top left, from 0 for paper to 255 for ink.</summary>
    public ReadOnlySpan<byte> Pixels => _pixels;

    /// <summary>
    /// Gets a value indicating whether nothing was found, because the picture is blank, a single tone or too small. All
    /// <see cref="Pixels"/> are then 0.
    /// </summary>
    /// <value><see langword="true"/> if nothing was found; otherwise, <see langword="false"/>.</value>
    public bool IsBlank { get; }

    /// <summary>
    /// Gets a value indicating whether nothing was found although the picture has more than one tone, and its longest side is
    /// less than 12 pixels. It may contain a digit.
    /// </summary>
    /// <value><see langword="true"/> if the picture may be too small; otherwise, <see langword="false"/>.</value>
    public bool IsTooSmall { get; }

    /// <summary>Gets a value indicating whether something at least half as tall is beside, above or below the digit.</summary>
    internal bool IsOneOfSeveral { get; }

    /// <summary>
    /// Gets the pixels with the original stroke width, or <see langword="null"/> if <see cref="Pixels"/> have it or nothing was
    /// found.
    /// </summary>
    internal byte[]? AsWritten { get; }

    /// <summary>Gets other candidates for the digit, which are computed on first access.</summary>
    internal IReadOnlyList<DigitCandidate> OtherCandidates => _otherCandidates.Value;

    /// <summary>Loads a picture file and normalizes it to MNIST's format.</summary>
    /// <param name="path">
    /// The path of a PNG, JPEG, BMP, GIF, PGM, PPM or PBM file of at most <see cref="DefaultMaxPixels"/> pixels.
    /// </param>
    /// <returns>The normalized image.</returns>
    /// <remarks>
    /// <para>Only the first frame of a GIF is read. The Exif orientation is applied, and transparent pixels become
    /// paper.</para>
    /// <para>In addition to the file itself, decoding takes 1 byte of memory per pixel of a PNG, GIF, PGM, PPM or PBM; 2 bytes
    /// for a PNG with transparency or an interlaced GIF; up to 9 for a BMP, 7 for a JPEG and 15 for a progressive JPEG. A
    /// picture that would take more than 160 MB, and more than 160 times the size of its file, is rejected.</para>
    /// </remarks>
    /// <exception cref="ArgumentException"><paramref name="path"/> is empty.</exception>
    /// <exception cref="ArgumentNullException"><paramref name="path"/> is <see langword="null"/>.</exception>
    /// <exception cref="FileNotFoundException">The file does not exist.</exception>
    /// <exception cref="UnauthorizedAccessException">Access to the file is denied, or the path is a folder.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="InvalidDataException">
    /// The file is damaged, too large, or in an unsupported format. The message names the file and says what to do.
    /// </exception>
    /// <example>
    /// <code>
    /// DigitImage image = DigitImage.Load("photo.jpg");
    /// if (!image.IsBlank)
    /// {
    ///     ReadOnlySpan&lt;byte&gt; pixels = image.Pixels; // 28 rows of 28, 0 for paper to 255 for ink
    /// }
    /// </code>
    /// </example>
    public static DigitImage Load(string path) => Load(path, DefaultMaxPixels);

    /// <summary>Loads a picture file of at most a given number of pixels and normalizes it to MNIST's format.</summary>
    /// <param name="path">The path of a PNG, JPEG, BMP, GIF, PGM, PPM or PBM file.</param>
    /// <param name="maxPixels">
    /// The maximum number of pixels, from 1 to <see cref="MaxPixels"/>. A file that claims more is rejected before any memory
    /// is allocated for them.
    /// </param>
    /// <returns>The normalized image.</returns>
    /// <exception cref="ArgumentOutOfRangeException">
    /// <paramref name="maxPixels"/> is less than 1 or greater than <see cref="MaxPixels"/>.
    /// </exception>
    /// <inheritdoc cref="Load(string)" path="/exception"/>
    public static DigitImage Load(string path, int maxPixels) => new(PictureReader.Read(path, CheckLimit(maxPixels)));

    /// <summary>Loads a picture from a stream and normalizes it to MNIST's format.</summary>
    /// <param name="stream">
    /// A readable stream with the content of a file that <see cref="Load(string)"/> supports. It is read from its current
    /// position to its end and left open.
    /// </param>
    /// <returns>The normalized image.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="stream"/> is <see langword="null"/>.</exception>
    /// <exception cref="InvalidDataException">The picture is damaged, too large, or in an unsupported format.</exception>
    public static DigitImage Load(Stream stream) => Load(stream, DefaultMaxPixels);

    /// <summary>
    /// Loads a picture of at most a given number of pixels from a stream and normalizes it to MNIST's format.
    /// </summary>
    /// <inheritdoc cref="Load(Stream)" path="/param"/>
    /// <inheritdoc cref="Load(string, int)" path="/param[@name='maxPixels']"/>
    /// <returns>The normalized image.</returns>
    /// <exception cref="ArgumentOutOfRangeException">
    /// <paramref name="maxPixels"/> is less than 1 or greater than <see cref="MaxPixels"/>.
    /// </exception>
    /// <inheritdoc cref="Load(Stream)" path="/exception"/>
    public static DigitImage Load(Stream stream, int maxPixels) => new(PictureReader.Read(stream, CheckLimit(maxPixels)));

    /// <summary>
    /// Returns the number of pixels that a picture file claims to have, without decoding it, so that large pictures can be told
    /// from small ones cheaply. <see cref="Load(Stream, int)"/> verifies the claim.
    /// </summary>
    /// <param name="file">The content of a PNG, JPEG, BMP, GIF, PGM, PPM or PBM file.</param>
    /// <returns>
    /// The number of pixels, at most <see cref="long.MaxValue"/>, or <see langword="null"/> if the file states no size or its
    /// format is unsupported.
    /// </returns>
    public static long? CountPixels(ReadOnlySpan<byte> file) =>
        PictureCheck.ReadSize(file, PictureFormats.Detect(file))?.PixelCount;

    /// <summary>Normalizes a greyscale picture in memory to MNIST's format.</summary>
    /// <param name="grey">
    /// The pixels, row by row from the top left, from 0 for black to 255 for white. They are not modified.
    /// </param>
    /// <param name="height">The number of rows, at least 1.</param>
    /// <param name="width">The number of columns, at least 1.</param>
    /// <returns>The normalized image.</returns>
    /// <exception cref="ArgumentOutOfRangeException">
    /// <paramref name="height"/> or <paramref name="width"/> is less than 1.
    /// </exception>
    /// <exception cref="ArgumentException">
    /// The length of <paramref name="grey"/> is not <paramref name="height"/> times <paramref name="width"/>.
    /// </exception>
    /// <example>
    /// <code>
    /// byte[] canvas = File.ReadAllBytes("drawing.raw"); // 280 rows of 280, 0 for black to 255 for white
    /// DigitImage image = DigitImage.Normalize(canvas, height: 280, width: 280);
    /// DigitPrediction prediction = DigitReader.LoadPretrained().ReadImage(image);
    /// </code>
    /// </example>
    public static DigitImage Normalize(ReadOnlySpan<byte> grey, int height, int width) =>
        new(GreyView.Of(grey, height, width));

    internal static int CheckLimit(int maxPixels)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(maxPixels, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(maxPixels, MaxPixels);
        return maxPixels;
    }
}
