using System.Xml.Linq;
using Mnist.Cli.Metrics;
using Mnist.Cli.Report.Markup;

namespace Mnist.Cli.Report.Sections;

/// <summary>The section with the first correctly classified image of each digit.</summary>
internal static class CorrectSection
{
    public static XElement Create(ModelEvaluation evaluation) => evaluation.Correct.Count == 0
        ? Html.Section("correct", "Correct answers", Html.Paragraph("There are none."))
        : Html.Section("correct", "Correct answers",
            Html.Paragraph(
                "The first correctly classified image of each digit, and the probability of the digit. The bars are the ten " +
                "probabilities: blue for the label. # is the number of the image in the set, from 0."),
            DigitCards.Create(evaluation.Correct, evaluation.Images));
}
