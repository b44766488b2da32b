using System.Xml.Linq;
using Mnist.Cli.Metrics;
using Mnist.Cli.Report.Markup;

namespace Mnist.Cli.Report.Sections;

/// <summary>The first image of each digit that was classified correctly.</summary>
internal static class CorrectSection
{
    public static XElement Create(ModelEvaluation evaluation) => evaluation.Correct.Count == 0
        ? Html.Section("correct", "Correct answers", Html.Paragraph("There is none."))
        : Html.Section("correct", "Correct answers",
            Html.Paragraph(
                "The first image of each digit that was classified correctly, and the probability of the digit. The bars are the ten " +
                "probabilities: blue for the digit it is. # is the image’s number in the set, from 0."),
            DigitCards.Create(evaluation.Correct, evaluation.Images));
}
