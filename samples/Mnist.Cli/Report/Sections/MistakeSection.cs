using System.Xml.Linq;
using Mnist.Cli.Metrics;
using Mnist.Cli.Report.Markup;

namespace Mnist.Cli.Report.Sections;

/// <summary>The section with the most confident mistakes.</summary>
internal static class MistakeSection
{
    public static XElement Create(ModelEvaluation evaluation)
    {
        var (shown, all) = (evaluation.Mistakes.Count, evaluation.DigitCount - evaluation.Confusion.Correct);
        if (all == 0)
        {
            return Html.Section("mistakes", "Mistakes", Html.Paragraph("There are none."));
        }

        var which = all > shown
            ? $"The {Figures.Count(shown)} of {Figures.Count(all)} mistakes, those with the highest confidence."
            : $"All mistakes, those with the highest confidence first: {Figures.Count(all)}.";
        return Html.Section("mistakes", "Most confident mistakes",
            Html.Paragraph(
                $"{which} The bars are the ten probabilities: orange for the prediction, blue for the label. " +
                "# is the number of the image in the set, from 0."),
            DigitCards.Create(evaluation.Mistakes, evaluation.Images));
    }
}
