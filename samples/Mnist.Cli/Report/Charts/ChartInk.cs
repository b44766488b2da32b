namespace Mnist.Cli.Report.Charts;

/// <summary>What a shape of a chart is drawn with. The page says which colour that is, for light and for dark.</summary>
internal enum ChartInk
{
    /// <summary>Not drawn.</summary>
    None,

    /// <summary>Lines at the ticks.</summary>
    Grid,

    /// <summary>The line that the data stand on.</summary>
    Axis,

    /// <summary>What the data are compared with, dashed.</summary>
    Reference,

    /// <summary>The first or only series.</summary>
    First,

    /// <summary>A second series, dashed, so that it is not told by its colour alone.</summary>
    Second,

    /// <summary>Counts.</summary>
    Quiet,
}
