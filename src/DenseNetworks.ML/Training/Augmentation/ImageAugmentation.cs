namespace DenseNetworks.ML;

/// <summary>Changes an image that a network is about to learn from.</summary>
/// <param name="pixels">
/// The image, <c>[height × width]</c>, row by row from the top left. Changed in place; every value has to be a finite number. It may
/// not be kept: the memory is used again.
/// </param>
/// <param name="width">The width of the image, in pixels; the height follows.</param>
/// <param name="seed">
/// 64 random bits of this image alone, which the seed of the training, the step and the image's place in the batch decide. A change
/// that draws all its random numbers from them is the same whenever and wherever the training runs.
/// </param>
/// <remarks>
/// Called for many images at once, on many threads, thousands of times a second. An exception ends the training, which throws it. A
/// checkpoint knows a change by the name of its method alone: that it does the same when the training goes on is up to you.
/// </remarks>
public delegate void ImageChange(Span<float> pixels, int width, ulong seed);

/// <summary>
/// How training images are changed, at random and each time anew, while a network learns from them: so it hardly ever sees
/// the same image twice, and learns what stays the same. Immutable.
/// </summary>
/// <remarks>
/// <para>The features of a row are an image, row by row from the top left, one value for each pixel, 0 for paper. What comes
/// in from beyond the border is 0. Values stay between 0 and the largest of the image; <see cref="CustomChange"/> may leave
/// others.</para>
/// <para>For each image, every number is drawn anew, evenly between 0 or its negative and what is given here. The seed of the
/// training decides all of them, on any number of threads.</para>
/// <para>The ways are those of P. Simard et al. 2003 (https://doi.org/10.1109/ICDAR.2003.1227801) and D. Ciresan et al. 2010
/// (https://arxiv.org/abs/1003.0358).</para>
/// </remarks>
public sealed record ImageAugmentation
{
    /// <summary>
    /// Gets the width of the images in pixels, at least 1; the height follows from the number of features. The default is
    /// <see langword="null"/>: the images are square.
    /// </summary>
    public int? ImageWidth { get; init; }

    /// <summary>Gets the largest angle, in degrees from 0 to 180, by which an image is turned either way. The default is 0.</summary>
    public double Rotation { get; init; }

    /// <summary>
    /// Gets how far, at most, lines that stand upright come to lean either way: the tangent of the angle, 0 to 2. The default is 0.
    /// </summary>
    public double Shear { get; init; }

    /// <summary>
    /// Gets the largest share, from 0 up to but not including 1, by which an image grows or shrinks, in width and in height
    /// apart. The default is 0.
    /// </summary>
    public double Scale { get; init; }

    /// <summary>Gets the largest distance in pixels, 0 to 1,000, by which an image moves each way. The default is 0.</summary>
    public double Shift { get; init; }

    /// <summary>
    /// Gets the largest standard deviation, in pixels, of the distances by which the pixels move, each its own way but
    /// much as its neighbours do. 0 to 1,000; much more than 2 tears strokes apart. The default is 0.
    /// </summary>
    public double ElasticDistortion { get; init; }

    /// <summary>
    /// Gets how far neighbours move alike in <see cref="ElasticDistortion"/>: the standard deviation in pixels, above 0, of the
    /// Gaussian bell that smooths the distances. Below 0.58, neighbours move apart as at 0.58. The default is 4.5.
    /// </summary>
    public double ElasticSmoothness { get; init; } = 4.5;

    /// <summary>
    /// Gets the largest distance in pixels, 0 to 3, by which the edges of strokes move outwards or inwards. The default is 0.
    /// </summary>
    public double Thickness { get; init; }

    /// <summary>
    /// Gets a change of your own that every image goes through after all that, such as noise or blur; or <see langword="null"/> for
    /// none. The default.
    /// </summary>
    public ImageChange? CustomChange { get; init; }
}
