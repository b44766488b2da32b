namespace DenseNetworks.ML.Training;

/// <summary>Finds everything that is wrong with an augmentation.</summary>
internal static class AugmentationFaults
{
    public static IEnumerable<string> Find(ImageAugmentation? augmentation) => augmentation is null
        ? []
        : FindInSize(augmentation)
            .Concat(Limits(augmentation).SelectMany(limit => limit.Find(nameof(TrainingRecipe.Augmentation))))
            .Concat(augmentation.Corruption is { } corruption
                ? Limits(corruption).SelectMany(limit =>
                    limit.Find($"{nameof(TrainingRecipe.Augmentation)}.{nameof(ImageAugmentation.Corruption)}"))
                : []);

    private static IEnumerable<string> FindInSize(ImageAugmentation augmentation)
    {
        if (augmentation.ImageWidth < 1)
        {
            yield return $"Augmentation.ImageWidth is {augmentation.ImageWidth}; it must be at least 1, or null for square images.";
        }

        if (!(augmentation.ElasticSmoothness > 0 && double.IsFinite(augmentation.ElasticSmoothness)))
        {
            yield return FormattableString.Invariant(
                $"Augmentation.ElasticSmoothness is {augmentation.ElasticSmoothness}; it must be a number above 0.");
        }

        // At 1, an image could shrink to nothing.
        if (!(augmentation.Scale >= 0 && augmentation.Scale < 1))
        {
            yield return FormattableString.Invariant(
                $"Augmentation.Scale is {augmentation.Scale}; it must be at least 0 and less than 1.");
        }
    }

    private static Limit[] Limits(ImageAugmentation augmentation) =>
    [
        new(nameof(augmentation.Rotation), augmentation.Rotation, 180),
        new(nameof(augmentation.Shear), augmentation.Shear, 2),
        new(nameof(augmentation.Shift), augmentation.Shift, 1000),
        new(nameof(augmentation.ElasticDistortion), augmentation.ElasticDistortion, 1000),
        new(nameof(augmentation.Thickness), augmentation.Thickness, 3),
    ];

    private static Limit[] Limits(ImageCorruption corruption) =>
    [
        new(nameof(corruption.Share), corruption.Share, 1),
        new(nameof(corruption.Noise), corruption.Noise, 1),
        new(nameof(corruption.Impulses), corruption.Impulses, 1),
        new(nameof(corruption.Background), corruption.Background, 1),
        new(nameof(corruption.Contrast), corruption.Contrast, 1),
        new(nameof(corruption.Blur), corruption.Blur, 1000),
        new(nameof(corruption.Pixelation), corruption.Pixelation, 1000, Least: 1),
        new(nameof(corruption.Clutter), corruption.Clutter, 1000),
        new(nameof(corruption.InvertedBand), corruption.InvertedBand, 1),
        new(nameof(corruption.Outlines), corruption.Outlines, 1),
    ];

    private readonly record struct Limit(string Name, double Value, double Most, double Least = 0)
    {
        public IEnumerable<string> Find(string owner)
        {
            if (!(Value >= Least && Value <= Most))
            {
                yield return FormattableString.Invariant($"{owner}.{Name} is {Value}; it must be from {Least} to {Most}.");
            }
        }
    }
}
