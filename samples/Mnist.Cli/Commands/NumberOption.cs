using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using System.Numerics;

namespace Mnist.Cli.Commands;

/// <summary>An option whose value is a whole number in a range.</summary>
internal sealed class NumberOption : Option<int?>
{
    private readonly int _least;
    private readonly int _most;

    public NumberOption(string name, int least, int most)
        : base(name)
    {
        (_least, _most) = (least, most);
        HelpName = "N";
        Arity = ArgumentArity.ExactlyOne;
        CustomParser = Parse;
    }

    /// <summary>Describes the range of a number.</summary>
    public static string DescribeRange(int least, int most) =>
        FormattableString.Invariant($"it must be from {least:N0} to {most:N0}");

    private int? Parse(ArgumentResult result)
    {
        var word = result.Tokens.Single().Value;
        if (int.TryParse(word, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            && number >= _least && number <= _most)
        {
            return number;
        }

        result.AddError(BigInteger.TryParse(word, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _)
            ? $"{Name} is {word}; {DescribeRange(_least, _most)}."
            : $"{Name} is '{word}'; it must be a whole number.");
        return null;
    }
}
