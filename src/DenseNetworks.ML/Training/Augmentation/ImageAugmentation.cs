namespace DenseNetworks.ML;

/// <summary>Changes an image before a network is trained on it.</summary>
/// <param name="pixels">
/// The image, <c>[height × width]</c>, stored by rows from the top left. It is modified in place; every value must be finite.
/// Do not keep a reference: the memory is reused.
/// </param>
/// <param name="width">The width of the image in pixels, which determines the height.</param>
/// <param name="seed">
/// 64 random bits for this image, determined by the seed of the training, the step, and the position of the image in the batch.
/// A change that derives all its random numbers from them is reproducible.
/// </param>
/// <remarks>
/// It is called for many images concurrently, thousands of times per second. An exception ends the training, which rethrows it.
/// A checkpoint identifies a change only by the name of its method, so the method must do the same when the training resumes.
/// </remarks>
public delegate void ImageChange(Span<float> pixels, int width, ulong seed);

/// <summary>
/// Configures how training images are changed at random each time they are used, so that a network hardly ever sees the same
/// image twice. Immutable.
/// </summary>
/// <remarks>
/// <para>The features of a row are an image, stored by rows from the top left, one value per pixel, 0 for the background.
/// Pixels from outside the image are 0. Values stay between 0 and the largest of the image, unless <see cref="CustomChange"/>
/// sets others.</para>
/// <para>For each image, every number is drawn uniformly from 0, or from the negative of the value given here, up to that
/// value. The seed of the training determines all of them, on any number of threads.</para>
/// <para>The methods are those of P. Simard et al. 2003 (https://doi.org/10.1109/ICDAR.2003.1227801) and D. Ciresan et al. 2010
/// (https://arxiv.org/abs/1003.0358).</para>
/// </remarks>
public sealed record ImageAugmentation
{
    /// <summary>
    /// Gets the width of the images in pixels, at least 1. The height follows from the number of features. The default is
    /// <see langword="null"/>: square images.
    /// </summary>
    public int? ImageWidth { get; init; }

    /// <summary>Gets the maximum angle of rotation in either direction, in degrees from 0 to 180. The default is 0.</summary>
    public double Rotation { get; init; }

    /// <summary>
    /// Gets the maximum horizontal shear in either direction: the tangent of the angle of vertical lines, 0 to 2. The default
    /// is 0.
    /// </summary>
    public double Shear { get; init; }

    /// <summary>
    /// Gets the maximum share by which an image grows or shrinks, at least 0 and less than 1, drawn separately for width and
    /// height. The default is 0.
    /// </summary>
    public double Scale { get; init; }

    /// <summary>Gets the maximum shift in each direction, in pixels from 0 to 1,000. The default is 0.</summary>
    public double Shift { get; init; }

    /// <summary>
    /// Gets the maximum standard deviation of the displacements of pixels in an elastic distortion, in which neighboring pixels
    /// move similarly, in pixels from 0 to 1,000. Values much greater than 2 tear strokes apart. The default is 0.
    /// </summary>
    public double ElasticDistortion { get; init; }

    /// <summary>
    /// Gets the smoothness of <see cref="ElasticDistortion"/>: the standard deviation, in pixels, greater than 0, of the
    /// Gaussian that smooths the displacements. Values less than 0.58 have the effect of 0.58. The default is 4.5.
    /// </summary>
    public double ElasticSmoothness { get; init; } = 4.5;

    /// <summary>
    /// Gets the maximum distance by which the edges of strokes move outward or inward, in pixels from 0 to 3. The default is 0.
    /// </summary>
    public double Thickness { get; init; }

    /// <summary>
    /// Gets a custom change that is applied last to every image, such as noise or blur; or <see langword="null"/> for none. The
    /// default is <see langword="null"/>.
    /// </summary>
    public ImageChange? CustomChange { get; init; }
}
