using System.Xml.Linq;
using Mnist.Cli.Metrics;
using Mnist.Cli.Report.Markup;

namespace Mnist.Cli.Report.Sections;

/// <summary>The mistakes that the model was surest of, as pictures.</summary>
internal static class MistakeSection
{
    public static XElement Create(ModelEvaluation evaluation)
    {
        var (shown, all) = (evaluation.Mistakes.Count, evaluation.DigitCount - evaluation.Confusion.Right);
        if (all == 0)
        {
            return Html.Section("mistakes", "Mistakes", Html.Paragraph("There is none."));
        }

        var which = all > shown
            ? $"The {Figures.Count(shown)} of {Figures.Count(all)} mistakes that the model was surest of."
            : $"All mistakes, those that the model was surest of first: {Figures.Count(all)}.";
        return Html.Section("mistakes", "Most confident mistakes",
            Html.Paragraph(
                $"{which} The bars are the ten probabilities: orange for the digit it was taken for, blue for the one it is. " +
                "# is the image’s number in the set, from 0."),
            DigitCards.Create(evaluation.Mistakes, evaluation.Images));
    }
}
