namespace DenseNetworks.ML.Training;

/// <summary>One way to spoil an image. Immutable, and safe for use from many threads at once.</summary>
internal interface IImageChange
{
    /// <summary>Spoils an image.</summary>
    /// <param name="pixels">The image, <c>[height × width]</c>, from 0 to 1. Stays so.</param>
    /// <param name="scratch">Memory for one thread.</param>
    /// <param name="random">Decides.</param>
    void Apply(Span<float> pixels, AugmentationScratch scratch, ref RowRandom random);
}
