using DenseNetworks.ML.Training;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace DenseNetworks.ML.Tests.Training.Augmentation;

/// <summary>An upright, a level or a leaning stroke.</summary>
public sealed class LabelledImage
{
    private const int ClassCount = 3;

    public float[] Features { get; set; } = [];

    public uint Label { get; set; }

    /// <summary>Gets images of any shape. <paramref name="onRead"/> is called when somebody reads them.</summary>
    internal static IDataView Generate(
        MLContext ml, ImageShape shape, int count = 300, int seed = 1, float paper = 0, Action? onRead = null)
    {
        var schema = SchemaDefinition.Create(typeof(LabelledImage));
        schema[nameof(Features)].ColumnType = new VectorDataViewType(NumberDataViewType.Single, shape.PixelCount);
        schema[nameof(Label)].ColumnType = new KeyDataViewType(typeof(uint), ClassCount);
        return ml.Data.LoadFromEnumerable(Read(), schema);

        IEnumerable<LabelledImage> Read()
        {
            onRead?.Invoke();
            var random = new Random(seed);
            for (var i = 0; i < count; i++)
            {
                yield return Draw(shape, random, paper);
            }
        }
    }

    private static LabelledImage Draw(ImageShape shape, Random random, float paper)
    {
        var kind = random.Next(ClassCount);
        var (moveX, moveY) = (random.Next(-1, 2), random.Next(-1, 2));
        var pixels = new float[shape.PixelCount];
        for (var i = 0; i < pixels.Length; i++)
        {
            var x = (i % shape.Width) - (shape.Width / 2) - moveX;
            var y = (i / shape.Width) - (shape.Height / 2) - moveY;
            var isInk = kind switch { 0 => x == 0, 1 => y == 0, _ => x == y };
            pixels[i] = isInk ? 1 : paper;
        }

        return new LabelledImage { Features = pixels, Label = (uint)kind + 1 };
    }
}
