using System.Xml.Linq;
using DenseNetworks;
using Mnist.Classifier;
using Mnist.Cli.Report.Markup;
using Mnist.Cli.Report.Pictures;

namespace Mnist.Cli.Report.Sections;

/// <summary>What the first layer looks for.</summary>
internal static class WeightSection
{
    private const int Side = 28;
    private const int UnitCount = 32;

    // A few large weights would leave the others pale.
    private const double ScaledShare = 0.99;

    private static readonly (byte Red, byte Green, byte Blue) Positive = (217, 95, 2);
    private static readonly (byte Red, byte Green, byte Blue) Negative = (31, 111, 214);

    public static XElement Create(DenseNetwork network, LabeledImages images)
    {
        var layer = network.Layers[0];
        if (layer.InputSize != Side * Side || images.Height != Side || images.Width != Side)
        {
            return Section(Html.Paragraph($"They are no pictures: the model does not take images of {Side}x{Side} pixels."));
        }

        var units = Units(layer).OrderByDescending(unit => unit.Norm).Take(UnitCount).ToList();
        var scale = Scale(units);
        var which = units.Count < layer.OutputSize
            ? $"the {units.Count} of {layer.OutputSize} units with the largest weights look"
            : "each unit looks";
        return Section(
            Html.Paragraph(
                $"What {which} for: ink counts for a unit where it is orange, against it where it is blue. One scale for " +
                $"all: full colour is ±{Figures.Short(scale)}, which 99 of 100 of these weights do not exceed."),
            new XElement("ul", Html.Class("weights"),
                units.Select(unit => new XElement("li", Picture(unit, scale, NameOf(unit.Index, network))))));
    }

    private static XElement Section(params object[] content) => Html.Section("weights", "Weights of the first layer", content);

    private static IEnumerable<(int Index, float[] Weights, double Norm)> Units(DenseLayer layer)
    {
        for (var unit = 0; unit < layer.OutputSize; unit++)
        {
            var weights = new float[layer.InputSize];
            for (var input = 0; input < weights.Length; input++)
            {
                weights[input] = layer.Weights[(input * layer.OutputSize) + unit];
            }

            yield return (unit, weights, Math.Sqrt(weights.Sum(weight => (double)weight * weight)));
        }
    }

    private static double Scale(List<(int Index, float[] Weights, double Norm)> units)
    {
        var sizes = units.SelectMany(unit => unit.Weights).Select(Math.Abs).Order().ToList();
        return Math.Max(sizes[(int)(ScaledShare * (sizes.Count - 1))], float.Epsilon);
    }

    // Without hidden layers, the units of the first layer are the digits themselves.
    private static string NameOf(int unit, DenseNetwork network) => (network.Layers.Count > 1, unit < network.ClassCount) switch
    {
        (true, _) => $"unit {unit}",
        (false, true) => $"digit {unit}",
        _ => "no digit",
    };

    private static XElement Picture((int Index, float[] Weights, double Norm) unit, double scale, string name) => new("figure",
        new XElement("img", Html.Class("unit"),
            new XAttribute("src", PngImage.OfColors(Colors(unit.Weights, scale), Side)),
            new XAttribute("width", Side),
            new XAttribute("height", Side),
            new XAttribute("alt", $"weights of {name}, norm {Figures.Short(unit.Norm)}")),
        new XElement("figcaption", name));

    // The colour says which way a weight goes, the opacity how far: no weight is the colour of the page, light or dark.
    private static byte[] Colors(float[] weights, double scale)
    {
        var pixels = new byte[weights.Length * 4];
        for (var i = 0; i < weights.Length; i++)
        {
            var (red, green, blue) = weights[i] < 0 ? Negative : Positive;
            var opacity = byte.MaxValue * Math.Min(1, Math.Abs(weights[i]) / scale);
            byte[] pixel = [red, green, blue, (byte)Math.Round(opacity)];
            pixel.CopyTo(pixels, 4 * i);
        }

        return pixels;
    }
}
