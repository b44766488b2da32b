namespace Mnist.Classifier.Tests.Documentation;

/// <summary>A flower of two species that differ in the size of their petals.</summary>
internal sealed class Flower
{
    public string Species { get; set; } = "";

    public float PetalLength { get; set; }

    public float PetalWidth { get; set; }

    public static List<Flower> Garden() => Enumerable.Range(0, 100)
        .Select(i => i % 2 == 0
            ? new Flower { Species = "setosa", PetalLength = 1.4f + (i % 7 * 0.05f), PetalWidth = 0.2f + (i % 5 * 0.05f) }
            : new Flower { Species = "virginica", PetalLength = 5.5f + (i % 7 * 0.1f), PetalWidth = 2f + (i % 5 * 0.1f) })
        .ToList();
}
