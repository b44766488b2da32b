using System.Collections.Frozen;
using System.Text;
using System.Xml;
using System.Xml.Linq;

namespace Mnist.Cli.Report.Markup;

/// <summary>
/// Writes elements that browsers and XML readers parse equally: only void elements of HTML, and those of SVG, have no end tag.
/// Text is always escaped.
/// </summary>
internal static class HtmlWriter
{
    private const char Unreadable = '\uFFFD';

    private static readonly FrozenSet<string> VoidElements = FrozenSet.ToFrozenSet(["meta", "img"]);

    private static readonly FrozenSet<string> Lines = FrozenSet.ToFrozenSet([
        "html", "head", "meta", "title", "style", "body", "header", "nav", "main", "section", "h1", "h2", "p", "ul", "li", "dl",
        "div", "figure", "figcaption", "table", "caption", "thead", "tbody", "tfoot", "tr", "details", "summary", "svg"]);

    public static string Write(XElement element)
    {
        var text = new StringBuilder();
        Write(element, text, isSvg: false);
        return text.ToString();
    }

    private static void Write(XElement element, StringBuilder text, bool isSvg)
    {
        var name = element.Name.LocalName;
        text.Append('<').Append(name);
        foreach (var attribute in element.Attributes())
        {
            text.Append(' ').Append(attribute.Name.LocalName).Append("=\"");
            Escape(attribute.Value, text);
            text.Append('"');
        }

        isSvg |= name == "svg";
        if (VoidElements.Contains(name) || (isSvg && !element.Nodes().Any()))
        {
            text.Append("/>");
        }
        else
        {
            text.Append('>');
            WriteContent(element, text, isSvg);
            text.Append("</").Append(name).Append('>');
        }

        if (Lines.Contains(name))
        {
            text.Append('\n');
        }
    }

    private static void WriteContent(XElement element, StringBuilder text, bool isSvg)
    {
        if (element.Name.LocalName == "style")
        {
            text.Append(element.Value); // unescaped: browsers do not unescape styles
            return;
        }

        foreach (var node in element.Nodes())
        {
            if (node is XElement child)
            {
                Write(child, text, isSvg);
            }
            else if (node is XText content)
            {
                Escape(content.Value, text);
            }
        }
    }

    private static void Escape(string value, StringBuilder text)
    {
        for (var i = 0; i < value.Length; i++)
        {
            var character = value[i];
            if (i + 1 < value.Length && char.IsSurrogatePair(character, value[i + 1]))
            {
                text.Append(character).Append(value[++i]);
                continue;
            }

            _ = character switch
            {
                '&' => text.Append("&amp;"),
                '<' => text.Append("&lt;"),
                '>' => text.Append("&gt;"),
                '"' => text.Append("&quot;"),
                _ => text.Append(XmlConvert.IsXmlChar(character) ? character : Unreadable),
            };
        }
    }
}
