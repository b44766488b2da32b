using DenseNetworks.ML.Training;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace Testing;

/// <summary>Points in the plane around three centres: a problem that has nothing to do with digits.</summary>
public sealed class Point
{
    public static readonly string[] Colours = ["red", "green", "blue"];

    [VectorType(2)]
    public float[] Position { get; set; } = [];

    public string Colour { get; set; } = "";

    /// <summary>Gets points whose colour is text, and their position a vector.</summary>
    public static IDataView Generate(MLContext ml, int count = 600, int seed = 1)
    {
        var random = new Random(seed);
        return ml.Data.LoadFromEnumerable(Enumerable.Range(0, count).Select(_ => Draw(random)).ToList());
    }

    /// <summary>Gets points ready for a trainer: <c>Label</c> is a key, <c>Features</c> a vector.</summary>
    public static IDataView GenerateLabelled(MLContext ml, int count = 600, int seed = 1)
    {
        var points = Generate(ml, count, seed);
        return Prepare(ml).Fit(points).Transform(points);
    }

    /// <summary>Makes <c>Label</c> and <c>Features</c>.</summary>
    public static IEstimator<ITransformer> Prepare(MLContext ml) =>
        ml.Transforms.Conversion.MapValueToKey("Label", nameof(Colour), keyData: ml.Data.LoadFromEnumerable(Colours.Select(colour => new Key { Value = colour })))
            .Append(ml.Transforms.CopyColumns("Features", nameof(Position)));

    private static Point Draw(Random random)
    {
        var colour = random.Next(3);
        var angle = colour * 2 * MathF.PI / 3;
        return new Point
        {
            Colour = Colours[colour],
            Position = [MathF.Cos(angle) + (0.25f * Noise(random)), MathF.Sin(angle) + (0.25f * Noise(random))],
        };
    }

    // The sum of twelve uniform numbers is close to a normal one.
    private static float Noise(Random random) => Enumerable.Range(0, 12).Sum(_ => random.NextSingle()) - 6;

    private sealed class Key
    {
        public string Value { get; set; } = "";
    }
}
