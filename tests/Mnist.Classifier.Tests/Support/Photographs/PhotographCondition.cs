using DenseNetworks.ML.Training;
using Mnist.Classifier.Data.Generation;

namespace Mnist.Classifier.Tests.Support.Photographs;

/// <summary>How a digit was written and photographed. Lengths are shares of the digit's height unless said otherwise.</summary>
internal sealed record PhotographCondition(string Name)
{
    public int Width { get; init; } = 480;

    public int Height { get; init; } = 360;

    /// <summary>The pen's narrowest and widest stroke; <see langword="null"/> for the strokes as they are.</summary>
    public (float Narrowest, float Widest)? Pen { get; init; }

    /// <summary>The digit's smallest and largest height, as shares of the picture's.</summary>
    public (float Smallest, float Largest) Size { get; init; } = (0.45f, 0.65f);

    public bool IsOffCentre { get; init; }

    /// <summary>The largest turn of the writing, in degrees.</summary>
    public float Turn { get; init; }

    public bool IsChalk { get; init; }

    /// <summary>A sheet of paper that leaves some of a dark desk visible, turned by up to 12 degrees.</summary>
    public bool IsDeskVisible { get; init; }

    /// <summary>How much of the light is missing in the darkest corner.</summary>
    public float Shade { get; init; }

    /// <summary>The sensor's noise, as a standard deviation in shades of 255.</summary>
    public float Noise { get; init; }

    /// <summary>How often neighbours are averaged.</summary>
    public int Blur { get; init; } = 1;

    public int Specks { get; init; }

    /// <summary>The quality of JPEG; <see langword="null"/> for a picture that is not compressed.</summary>
    public int? JpegQuality { get; init; }

    public static IReadOnlyList<PhotographCondition> All { get; } =
    [
        new("clean scan"),
        new("uneven light") { Shade = 0.65f },
        new("noise and blur") { Noise = 14, Blur = 3 },
        new("thin pen") { Pen = (0.02f, 0.04f) },
        new("thick marker") { Pen = (0.2f, 0.27f) },
        new("small and off-centre") { Size = (0.12f, 0.2f), IsOffCentre = true },
        new("paper on a desk") { IsDeskVisible = true, Size = (0.3f, 0.45f), Shade = 0.2f, Noise = 4 },
        new("chalk on a board") { IsChalk = true, Noise = 8, Shade = 0.4f },
        new("specks of dirt") { Specks = 40 },
        new("strong JPEG") { JpegQuality = 12, Noise = 4 },
        new("28x28, off-centre") { Width = 28, Height = 28, Size = (0.5f, 0.65f), IsOffCentre = true, Blur = 0 },
        new("everything at once")
        {
            IsDeskVisible = true, Size = (0.25f, 0.4f), IsOffCentre = true, Turn = 6, Shade = 0.5f, Noise = 8, Blur = 2,
            Specks = 12, JpegQuality = 40, Pen = (0.04f, 0.14f),
        },
    ];

    public override string ToString() => Name;
}
