using System.Globalization;
using System.Xml.Linq;
using ScottPlot;

namespace Mnist.Cli.Report.Charts;

/// <summary>
/// Replaces the colours of ScottPlot by those of the page, which has two sets: each ink is drawn in a unique colour, which is
/// replaced afterwards.
/// </summary>
internal static class InkColor
{
    private static readonly Dictionary<string, ChartInk> Inks =
        Enum.GetValues<ChartInk>().ToDictionary(ink => Of(ink).ToHex(), StringComparer.OrdinalIgnoreCase);

    public static Color Of(ChartInk ink) => new(red: 1, green: 35, blue: (byte)(69 + ink));

    /// <summary>Creates a line in the colours of the page.</summary>
    public static XElement Line(ChartInk ink, double x1, double y1, double x2, double y2) => new("path",
        new XAttribute("fill", "none"),
        new XAttribute("stroke", Name(ink)),
        new XAttribute("stroke-width", 2),
        Dashes(ink),
        new XAttribute("d", string.Create(CultureInfo.InvariantCulture, $"M{x1} {y1}L{x2} {y2}")));

    /// <summary>
    /// Converts the shapes of ScottPlot for the page: in its colours, and without namespaces, ids and clips, which these charts
    /// do not need, because their axes have room for all data.
    /// </summary>
    public static IEnumerable<XElement> Dye(XElement svg) => svg.Descendants()
        .Where(shape => shape.Name.LocalName is "path" or "rect" or "ellipse" or "circle" or "line" or "polygon" or "polyline")
        .Where(shape => !shape.Ancestors().Any(parent => parent.Name.LocalName is "clipPath" or "defs"))
        .Where(shape => InkOf(shape) is not ChartInk.None)
        .Select(shape => DyeShape(shape, InkOf(shape)));

    private static XElement DyeShape(XElement shape, ChartInk ink)
    {
        var dyed = new XElement(shape.Name.LocalName);
        foreach (var attribute in shape.Attributes().Where(attribute => attribute.Name.LocalName is not ("id" or "clip-path")))
        {
            var isColor = Inks.ContainsKey(attribute.Value);
            dyed.Add(new XAttribute(attribute.Name.LocalName, isColor ? Name(ink) : attribute.Value));
        }

        if (dyed.Attribute("stroke") is { Value: not "none" })
        {
            dyed.Add(Dashes(ink));
        }

        return dyed;
    }

    private static ChartInk InkOf(XElement shape)
    {
        foreach (var name in (string[])["stroke", "fill"])
        {
            if (shape.Attribute(name) is { } attribute && Inks.TryGetValue(attribute.Value, out var ink))
            {
                return ink;
            }
        }

        return ChartInk.None;
    }

    private static string Name(ChartInk ink) => $"var(--{ink switch
    {
        ChartInk.Grid => "grid",
        ChartInk.Axis => "axis",
        ChartInk.Reference => "reference",
        ChartInk.First => "first",
        ChartInk.Second => "second",
        ChartInk.Quiet => "quiet",
        _ => throw new ArgumentOutOfRangeException(nameof(ink), ink, "It has no colour of the page."),
    }})";

    private static XAttribute? Dashes(ChartInk ink) => ink switch
    {
        ChartInk.Second => new XAttribute("stroke-dasharray", "6 4"),
        ChartInk.Reference => new XAttribute("stroke-dasharray", "4 4"),
        _ => null,
    };
}
