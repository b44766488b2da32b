namespace Mnist.Cli.Report.Charts;

/// <summary>The role of a shape in a chart. The page defines its colour, for light and for dark.</summary>
internal enum ChartInk
{
    /// <summary>Not drawn.</summary>
    None,

    /// <summary>Lines at the ticks.</summary>
    Grid,

    /// <summary>The axis.</summary>
    Axis,

    /// <summary>The reference line, dashed.</summary>
    Reference,

    /// <summary>The first or only series.</summary>
    First,

    /// <summary>A second series, dashed, so that it differs not only by colour.</summary>
    Second,

    /// <summary>Counts.</summary>
    Quiet,
}
