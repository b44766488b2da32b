using System.Drawing;
using Mnist.Digits.Normalization;
using Mnist.Digits.Pages;
using Mnist.Digits.Pictures;

namespace Mnist.Digits;

/// <content>Several digits in one picture.</content>
public sealed partial class DigitReader
{
    /// <summary>
    /// Reads all digits in a picture file, in reading order: a number, a row of boxes, a page. Rows may lean by 10 degrees.
    /// Printed lines, boxes and combs are removed. Touching digits are split if the parts are certain digits. Other ink is
    /// omitted, or marked if it stands in a row of digits. Safe for use from multiple threads.
    /// </summary>
    /// <param name="path">A PNG, JPEG, BMP, GIF, PGM, PPM or PBM file, as <see cref="DigitImage.Load(string)"/> reads it.</param>
    /// <returns>The digits; none where none is seen.</returns>
    /// <remarks>
    /// The picture is scaled to at most 1,800 pixels on its longest side, where a digit must be at least 12 pixels tall. The time
    /// is bounded: of more than 2,000 connected components only the largest are read, and after 800 to 4,000 classifications,
    /// depending on the size of the picture, nothing is split any more.
    /// </remarks>
    /// <inheritdoc cref="ReadImage(string)" path="/exception"/>
    public DigitsInPicture ReadAll(string path) => ReadAll(PictureReader.Read(path));

    /// <summary>Reads all digits in the content of a picture file, as <see cref="ReadAll(string)"/> does.</summary>
    /// <param name="stream">A readable stream, read from where it stands to its end. It stays open.</param>
    /// <returns>The digits; none where none is seen.</returns>
    /// <inheritdoc cref="ReadImage(Stream)" path="/exception"/>
    public DigitsInPicture ReadAll(Stream stream) => ReadAll(PictureReader.Read(stream));

    /// <summary>Reads all digits in the content of a picture file that may not be as large as <see cref="ReadAll(Stream)"/> reads.</summary>
    /// <param name="stream">A readable stream, read from where it stands to its end. It stays open.</param>
    /// <param name="maxPixels">
    /// The most pixels that the picture may have, 1 to <see cref="DigitImage.MaxPixels"/>. Content that claims more is refused before memory is
    /// spent on them.
    /// </param>
    /// <returns>The digits; none where none is seen.</returns>
    /// <inheritdoc cref="DigitImage.Load(Stream, int)" path="/exception"/>
    public DigitsInPicture ReadAll(Stream stream, int maxPixels) => ReadAll(PictureReader.Read(stream, DigitImage.CheckLimit(maxPixels)));

    /// <summary>Reads all digits in pixels in memory, as <see cref="ReadAll(string)"/> does.</summary>
    /// <param name="grey">
    /// <paramref name="height"/> rows of <paramref name="width"/> from the top left, 0 for black to 255 for white.
    /// </param>
    /// <param name="height">How many rows, at least 1.</param>
    /// <param name="width">How many columns, at least 1.</param>
    /// <returns>The digits; none where none is seen.</returns>
    /// <inheritdoc cref="DigitImage.Normalize" path="/exception"/>
    public DigitsInPicture ReadAll(ReadOnlySpan<byte> grey, int height, int width) =>
        ReadAll(new GreyPicture(width, height, GreyView.Of(grey, height, width).Pixels.ToArray()));

    private DigitsInPicture ReadAll(GreyPicture picture)
    {
        var page = PageSize.Fit(picture);
        var isLight = PageSize.IsLightInk(page);
        var reading = new PageReading(
            ink => ReadCandidate(DigitCandidate.OfMany(ink)),
            ReadAgain,
            ink => Read(SizeNormalization.CreateAsWritten(ink), asWritten: null, DigitFinding.Blank).DigitScore,
            Network.RejectionThreshold ?? float.NegativeInfinity);
        var rows = reading.Read(isLight ? DigitNormalizer.Invert(page) : page);
        var (scaleX, scaleY) = (picture.Width / (float)page.Width, picture.Height / (float)page.Height);
        return new DigitsInPicture(
            new Size(picture.Width, picture.Height),
            picture.Memory,
            [.. rows.Select((row, index) => new DigitRow([.. row.Select(mark => new FoundDigit(mark.Prediction, Bounds(mark.Mark.Box), index))]))]);

        Rectangle Bounds(Box box)
        {
            var (left, top) = ((int)(box.Left * scaleX), (int)(box.Top * scaleY));
            var right = Math.Clamp((int)MathF.Ceiling((box.Right + 1) * scaleX), left + 1, picture.Width);
            var bottom = Math.Clamp((int)MathF.Ceiling((box.Bottom + 1) * scaleY), top + 1, picture.Height);
            return Rectangle.FromLTRB(left, top, right, bottom);
        }
    }

    private DigitPrediction[] ReadAgain(Ink ink) =>
        [ReadCandidate(DigitCandidate.Of(ink)), ReadCandidate(DigitCandidate.Of(ink, SizeNormalization.ThinStrokeWidth))];

    private DigitPrediction ReadCandidate(DigitCandidate candidate) =>
        Read(candidate.Pixels, Network.HasBackgroundClass ? candidate.AsWritten : null, DigitFinding.Blank);
}
