using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using DenseNetworks.Network;

namespace DenseNetworks.ML.Training;

/// <summary>Augments images. Immutable and safe for use from multiple threads, each with its own scratch memory.</summary>
internal sealed class ImageAugmenter
{
    private const int Lanes = ImageShape.Lanes;

    private static readonly Vector256<float> Ramp = Vector256.Create(0f, 1, 2, 3, 4, 5, 6, 7);

    private readonly ImageAugmentation _augmentation;
    private readonly ImageShape _shape;
    private readonly SplineBasis _across;
    private readonly SplineBasis _down;

    /// <exception cref="InvalidOperationException">The number of features is not that of an image.</exception>
    public ImageAugmenter(ImageAugmentation augmentation, int featureCount)
    {
        _augmentation = augmentation;
        _shape = ImageShape.Of(featureCount, augmentation.ImageWidth);
        _across = new SplineBasis(_shape.Width, _shape.LineLength, augmentation.ElasticSmoothness);
        _down = new SplineBasis(_shape.Height, _shape.Height, augmentation.ElasticSmoothness);
    }

    public AugmentationScratch MakeScratch() =>
        new(_shape, _augmentation.ElasticDistortion > 0 ? new ElasticGrid(_across, _down) : null);

    /// <summary>Augments <see cref="AugmentationScratch.Image"/>, which is overwritten, into <c>[height × width]</c>.</summary>
    public void Augment(AugmentationScratch scratch, RowRandom random, Span<float> destination)
    {
        var warp = ImageWarp.Draw(_augmentation, _shape.Width, _shape.Height, ref random);
        scratch.Grid?.Draw(warp.ElasticDeviation, ref random);
        scratch.CopyInside(scratch.Image);
        StrokeEdges.Move(_shape, scratch, warp.EdgeMove);
        var box = InkBox.Find(_shape, scratch.Padded);
        for (var line = 0; line < _shape.Height; line++)
        {
            scratch.Grid?.MoveToLine(line);
            Sample(line, warp.Matrix, box, scratch);
            scratch.Line.AsSpan(0, _shape.Width).CopyTo(destination.Slice(line * _shape.Width, _shape.Width));
        }

        _augmentation.CustomChange?.Invoke(destination, _shape.Width, random.State);
    }

    // Each new pixel is interpolated from the four pixels of the old image around its source point.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Sample(int line, Matrix3x2 matrix, InkBox box, AugmentationScratch scratch)
    {
        // Coordinates include the border, so that no point near the image is negative.
        var start = Vector2.Transform(new Vector2(0, line), matrix) + Vector2.One;
        var (stepX, stepY) = (Vector256.Create(matrix.M11), Vector256.Create(matrix.M12));
        var (startX, startY) = (Vector256.Create(start.X), Vector256.Create(start.Y));
        var (left, right) = (Vector256.Create((float)box.Left), Vector256.Create(box.Right + 2f));
        var (top, bottom) = (Vector256.Create((float)box.Top), Vector256.Create(box.Bottom + 2f));
        var (padded, pixels, grid) = (scratch.Padded, scratch.Line, scratch.Grid);
        for (var column = 0; column < pixels.Length; column += Lanes)
        {
            var columns = Ramp + Vector256.Create((float)column);
            var x = Vectors.MultiplyAdd(columns, stepX, startX);
            var y = Vectors.MultiplyAdd(columns, stepY, startY);
            grid?.Add(column, ref x, ref y);
            var isNear = Vector256.GreaterThan(x, left) & Vector256.LessThan(x, right)
                & Vector256.GreaterThan(y, top) & Vector256.LessThan(y, bottom);
            // Points that are not near ink are read from the corner of the border, which is 0.
            (isNear.ExtractMostSignificantBits() == 0
                ? Vector256<float>.Zero
                : Interpolation.Bilinear(padded, _shape.Stride, x & isNear, y & isNear)).StoreUnsafe(ref pixels[column]);
        }
    }
}

/// <summary>The scratch memory of a thread that augments one image at a time.</summary>
internal sealed class AugmentationScratch(ImageShape shape, ElasticGrid? grid)
{
    public float[] Image { get; } = new float[shape.PixelCount];

    /// <summary>Gets or sets the image with its border, <c>[PaddedLength]</c>. The border is always 0.</summary>
    public float[] Padded { get; set; } = new float[shape.PaddedLength];

    /// <summary>Gets or sets a second buffer for the image with its border, <c>[PaddedLength]</c>.</summary>
    public float[] Spare { get; set; } = new float[shape.PaddedLength];

    /// <summary>Gets the buffer for a line of new pixels, padded to whole vectors.</summary>
    public float[] Line { get; } = new float[shape.LineLength];

    public ElasticGrid? Grid => grid;

    public void CopyInside(ReadOnlySpan<float> pixels)
    {
        for (var line = 0; line < shape.Height; line++)
        {
            pixels.Slice(line * shape.Width, shape.Width).CopyTo(Padded.AsSpan(shape.StartOf(line)));
        }
    }
}
