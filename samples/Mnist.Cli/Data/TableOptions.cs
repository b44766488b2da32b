using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using Mnist.Classifier;

namespace Mnist.Cli.Data;

/// <summary>The options for ambiguous tables.</summary>
internal sealed class TableOptions
{
    private readonly Option<Index?> _label = new("--label-column")
    {
        HelpName = "N",
        Description = "The column of a table that has the labels: 0 for the first, ^1 or last for the last.",
        CustomParser = ParseColumn,
    };

    private readonly Option<double?> _maximum = new("--pixel-maximum")
    {
        HelpName = "N",
        Description = "The number in a table that stands for full ink, if that is ambiguous: 255, 16, 1.",
    };

    /// <summary>Adds the options to a command.</summary>
    public void AddTo(Command command)
    {
        command.Options.Add(_label);
        command.Options.Add(_maximum);
        command.Validators.Add(result =>
        {
            if (result.GetValue(_maximum) is { } maximum && !(maximum > 0 && double.IsFinite(maximum)))
            {
                result.AddError(FormattableString.Invariant($"--pixel-maximum is {maximum}; it must be above 0."));
            }
        });
    }

    /// <summary>Returns the layout of tables that the options describe.</summary>
    public ImageSetLayout Layout(ParseResult options) =>
        ImageSetLayout.Mnist with { LabelColumn = options.GetValue(_label), PixelMaximum = options.GetValue(_maximum) };

    private static Index? ParseColumn(ArgumentResult result)
    {
        var text = result.Tokens.Single().Value;
        var isFromEnd = text.StartsWith('^');
        if (text is "first" or "last")
        {
            return text == "first" ? 0 : ^1;
        }

        if (int.TryParse(isFromEnd ? text[1..] : text, NumberStyles.None, CultureInfo.InvariantCulture, out var column))
        {
            return new Index(column, isFromEnd);
        }

        result.AddError($"--label-column is '{text}'; it must be first, last, a number from 0, or one from the end: ^1.");
        return null;
    }
}
