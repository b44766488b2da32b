using DenseNetworks.ML;
using PretrainedModel.Corruption;
using PretrainedModel.Strokes;

namespace PretrainedModel;

/// <summary>How the model in the package is trained.</summary>
internal static class PretrainedRecipe
{
    /// <summary>Decides every random number.</summary>
    public const int Seed = 1;

    /// <summary>The number of MNIST's images that are held out to fit the temperature and the threshold.</summary>
    public const int CalibrationCount = 2_000;

    /// <summary>The number of generated training digits besides MNIST's: people in other countries write other forms.</summary>
    public const int GeneratedCount = 20_000;

    /// <summary>The number of generated images of no class.</summary>
    public const int NonDigitCount = 20_000;

    /// <summary>
    /// The binary digits of each weight that are kept. Half of the room in the package, and the same answers.
    /// </summary>
    public const int WeightDigits = 8;

    /// <summary>Gets how many images are drawn as pictures and brought into the form of MNIST as any picture is.</summary>
    public static StrokeCounts Strokes { get; } = new()
    {
        FootlessOnes = 4_000, WavySevens = 3_000, SchoolDigits = 9_000, Ticks = 8_000, Letters = 9_000, Enlarged = 20_000,
    };

    /// <summary>Gets the recipe.</summary>
    public static TrainingRecipe Recipe { get; } = new()
    {
        HiddenLayers = [640, 320],
        Epochs = 200,
        BatchSize = 256,
        LearningRate = 0.003,
        LearningRateSchedule = LearningRateSchedule.OneCycle,
        WeightDecay = 0.05,
        Augmentation = new()
        {
            Rotation = 15, Shear = 0.2, Scale = 0.1, Shift = 2.5, ElasticDistortion = 1.5, Thickness = 1,
            CustomChange = Spoil(share: 0.4),
        },
        BackgroundClass = true,
    };

    /// <summary>Creates the corruption of images of 28x28 digits.</summary>
    /// <param name="share">The fraction of the images that is corrupted.</param>
    public static ImageChange Spoil(double share) => new ImageCorrupter(
        new()
        {
            Share = share, Noise = 0.4, Impulses = 0.3, Background = 0.7, Contrast = 0.8, Blur = 2, Pixelation = 2.2,
            Clutter = 4,
            InvertedBand = 0.5, Outlines = 1,
        },
        width: 28, height: 28).Corrupt;
}
