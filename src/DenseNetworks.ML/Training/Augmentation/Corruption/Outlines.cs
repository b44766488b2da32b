namespace DenseNetworks.ML.Training;

/// <summary>Takes the inside of strokes away, all or in part, and leaves their outlines.</summary>
/// <param name="limit">The largest share that is taken away.</param>
/// <param name="shape">The shape of the images.</param>
internal sealed class Outlines(double limit, ImageShape shape) : IImageChange
{
    public void Apply(Span<float> pixels, AugmentationScratch scratch, ref RowRandom random)
    {
        var share = random.NextFloat() * (float)limit;
        scratch.CopyInside(pixels);
        StrokeEdges.Move(shape, scratch, distance: 1);
        for (var i = 0; i < pixels.Length; i++)
        {
            var thick = scratch.Padded[shape.StartOf(i / shape.Width) + (i % shape.Width)];
            // The ring that a stroke grows by, and what is left of the stroke.
            var ring = Math.Clamp(2 * (thick - pixels[i]), 0, 1);
            pixels[i] = Math.Max(ring * share, pixels[i] * (1 - share));
        }
    }
}
