using System.Xml.Linq;

namespace Mnist.Cli.Report.Markup;

/// <summary>Creates the elements of sections.</summary>
internal static class Html
{
    public static XElement Section(string id, string heading, params object?[] content) => new("section",
        new XAttribute("id", id),
        new XAttribute("aria-labelledby", $"{id}-heading"),
        new XElement("h2", new XAttribute("id", $"{id}-heading"), heading),
        content);

    public static XElement Paragraph(params object[] content) => new("p", content);

    public static XAttribute Class(string name) => new("class", name);

    /// <summary>Creates an element for untrusted text, isolated from the text direction around it.</summary>
    public static XElement Isolated(string text) => new("bdi", text);

    /// <summary>Creates text for screen readers only.</summary>
    public static XElement Spoken(string text) => new("span", Class("spoken"), text);

    public static XElement ColumnHeading(params object[] content) => new("th", new XAttribute("scope", "col"), content);

    public static XElement RowHeading(params object[] content) => new("th", new XAttribute("scope", "row"), content);

    /// <summary>Creates a table with row and column headings. A wide table scrolls, also by keyboard.</summary>
    /// <param name="kind">Its class.</param>
    /// <param name="caption">Its caption, also for screen readers.</param>
    /// <param name="headings">One for each column.</param>
    /// <param name="rows">The <c>tr</c>s.</param>
    /// <param name="foot">A last <c>tr</c> with a summary, or null.</param>
    public static XElement Table(
        string kind, string caption, IEnumerable<XElement> headings, IEnumerable<XElement> rows, XElement? foot = null) =>
        new("div", Class("scroll"), new XAttribute("role", "region"), new XAttribute("aria-label", caption),
            new XAttribute("tabindex", "0"),
            new XElement("table", Class(kind),
                new XElement("caption", caption),
                new XElement("thead", new XElement("tr", headings)),
                new XElement("tbody", rows),
                foot is null ? null : new XElement("tfoot", foot)));

    /// <summary>Creates a row: a heading and cells of text.</summary>
    public static XElement Row(string heading, params IEnumerable<string> cells) =>
        new("tr", RowHeading(heading), cells.Select(cell => new XElement("td", cell)));

    /// <summary>Creates a list of names and values.</summary>
    public static XElement Facts(IEnumerable<(string Name, object Value)> facts) => new("dl", Class("facts"),
        facts.Select(fact => new XElement("div", new XElement("dt", fact.Name), new XElement("dd", fact.Value))));
}
