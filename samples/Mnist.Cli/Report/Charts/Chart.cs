using System.Globalization;
using System.Xml.Linq;
using ScottPlot;
using ScottPlot.TickGenerators;

namespace Mnist.Cli.Report.Charts;

/// <summary>
/// A chart as SVG: shapes by ScottPlot in the colours of the page, and text in the font of the reader, so that no font is
/// needed to create it.
/// </summary>
internal sealed class Chart : IDisposable
{
    private const int Width = 440;
    private const int Height = 270;
    private const int TickGap = 8;
    private const int LineHeight = 16;
    private const int KeyLength = 22;

    private static readonly PixelPadding Margins = new(left: 52, right: 14, bottom: 44, top: 34);

    private readonly Plot _plot = new();
    private readonly ChartAxis _x;
    private readonly ChartAxis _y;
    private readonly List<(ChartInk Ink, string Name)> _key = [];

    public Chart(ChartAxis x, ChartAxis y)
    {
        (_x, _y) = (x, y);
        _plot.FigureBackground.Color = Colors.Transparent;
        _plot.DataBackground.Color = Colors.Transparent;
        _plot.Layout.Fixed(Margins);
        _plot.Axes.Color(InkColor.Of(ChartInk.None));
        _plot.Axes.Bottom.FrameLineStyle.Color = InkColor.Of(ChartInk.Axis);
        _plot.Grid.MajorLineColor = InkColor.Of(ChartInk.None);
        _plot.Grid.YAxisStyle.MajorLineStyle.Color = InkColor.Of(ChartInk.Grid);
        _plot.Axes.Bottom.TickLabelStyle.IsVisible = false;
        _plot.Axes.Left.TickLabelStyle.IsVisible = false;
        _plot.Axes.Bottom.TickGenerator = Ticks(x);
        _plot.Axes.Left.TickGenerator = Ticks(y);
        _plot.Axes.SetLimits(x.Min, x.Max, y.Min, y.Max);
    }

    /// <summary>Adds a series, and its name to the legend.</summary>
    public void AddLine(IEnumerable<(double X, double Y)> points, ChartInk ink, string name)
    {
        var finite = points.Where(point => double.IsFinite(point.Y)).ToList();
        _key.Add((ink, name));
        if (finite.Count == 0)
        {
            return;
        }

        var line = _plot.Add.Scatter(finite.ConvertAll(point => point.X), finite.ConvertAll(point => point.Y));
        line.Color = InkColor.Of(ink);
        line.LineWidth = 2;
        line.MarkerSize = finite.Count <= 30 ? 5 : 0; // a single point has no line
    }

    public void AddBar(double left, double right, double ground, double top, ChartInk ink) => _plot.Add.Bar(new Bar
    {
        Position = (left + right) / 2,
        Size = 0.88 * (right - left),
        ValueBase = ground,
        Value = top,
        FillColor = InkColor.Of(ink),
        LineWidth = 0,
    });

    /// <summary>Adds the line that the data are compared with.</summary>
    public void AddReference((double X, double Y) from, (double X, double Y) to)
    {
        var line = _plot.Add.Line(from.X, from.Y, to.X, to.Y);
        line.LineColor = InkColor.Of(ChartInk.Reference);
        line.LineWidth = 1.5f;
    }

    /// <summary>Creates the SVG.</summary>
    /// <param name="id">The prefix of its ids, unique in the page.</param>
    /// <param name="title">What the chart shows.</param>
    /// <param name="description">A description for screen readers.</param>
    public XElement ToSvg(string id, string title, string description)
    {
        var shapes = XElement.Parse(_plot.GetSvgXml(Width, Height));
        return new XElement("svg",
            new XAttribute("class", "chart"),
            new XAttribute("viewBox", $"0 0 {Width} {Height}"),
            new XAttribute("role", "img"),
            new XAttribute("aria-labelledby", $"{id}-title {id}-description"),
            new XElement("title", new XAttribute("id", $"{id}-title"), title),
            new XElement("desc", new XAttribute("id", $"{id}-description"), description),
            InkColor.Dye(shapes),
            Labels(),
            Key());
    }

    public void Dispose() => _plot.Dispose();

    private static ITickGenerator Ticks(ChartAxis axis) => axis.Ticks is { } places
        ? new NumericManual([.. places], [.. places.Select(axis.Label)])
        : new NumericAutomatic { LabelFormatter = axis.Label, IntegerTicksOnly = axis.IsWhole, TargetTickCount = 6 };

    private IEnumerable<XElement> Labels()
    {
        var bottom = Height - Margins.Bottom;
        foreach (var tick in Shown(_plot.Axes.Bottom, _x))
        {
            var x = _plot.GetPixel(new Coordinates(tick.Position, _y.Min)).X;
            yield return Text(x, bottom + LineHeight, "middle", tick.Label);
        }

        foreach (var tick in Shown(_plot.Axes.Left, _y))
        {
            var y = _plot.GetPixel(new Coordinates(_x.Min, tick.Position)).Y;
            yield return Text(Margins.Left - TickGap, y + (TickGap / 2), "end", tick.Label);
        }

        var middle = (Margins.Left + Width - Margins.Right) / 2;
        yield return Text(middle, bottom + (2 * LineHeight) + 4, "middle", _x.Title, "name");
        yield return Text(0, LineHeight, "start", _y.Title, "name");
    }

    // At the right end of the top line; a single series needs only the title of the chart.
    private IEnumerable<XElement> Key()
    {
        if (_key.Count < 2)
        {
            yield break;
        }

        const int KeyWidth = 106;
        foreach (var (index, (ink, name)) in _key.Index())
        {
            var left = Width - Margins.Right - ((_key.Count - index) * KeyWidth);
            yield return InkColor.Line(ink, left, LineHeight - 4, left + KeyLength, LineHeight - 4);
            yield return Text(left + KeyLength + 6, LineHeight, "start", name);
        }
    }

    private static IEnumerable<Tick> Shown(IAxis side, ChartAxis axis) => side.TickGenerator.Ticks
        .Where(tick => tick.IsMajor && tick.Position >= axis.Min - 1e-9 && tick.Position <= axis.Max + 1e-9);

    private static XElement Text(float x, float y, string anchor, string content, string? kind = null) => new("text",
        kind is null ? null : new XAttribute("class", kind),
        new XAttribute("x", x.ToString("0.#", CultureInfo.InvariantCulture)),
        new XAttribute("y", y.ToString("0.#", CultureInfo.InvariantCulture)),
        new XAttribute("text-anchor", anchor),
        content);
}
