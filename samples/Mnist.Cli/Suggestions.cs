using System.CommandLine;
using System.CommandLine.Parsing;

namespace Mnist.Cli;

/// <summary>Suggests options and commands for an unknown word.</summary>
internal static class Suggestions
{
    // A third of the letters may be wrong; in a short word, two exchanged letters.
    private const int LettersPerMistake = 3;
    private const int LeastMistakes = 2;

    /// <summary>Returns the nearest option or command in quotation marks, or null if nothing is near.</summary>
    public static string? For(ParseResult result)
    {
        var words = KnownWords(result.CommandResult.Command).ToList();
        return UnknownWords(result)
            .SelectMany(_ => words, (typed, word) => (Word: word, Mistakes: CountMistakes(typed, word), Typed: typed))
            .Where(pair => pair.Mistakes <= Math.Max(LeastMistakes, pair.Typed.Length / LettersPerMistake))
            .OrderBy(pair => pair.Mistakes)
            .Select(pair => $"'{pair.Word}'")
            .FirstOrDefault();
    }

    private static IEnumerable<string> UnknownWords(ParseResult result) => result.UnmatchedTokens
        .Concat(result.CommandResult.Children.OfType<ArgumentResult>().SelectMany(argument => argument.Tokens)
            .Select(token => token.Value)
            .Where(IsOption))
        .Select(word => word.Split('=')[0]);

    private static IEnumerable<string> KnownWords(Command command)
    {
        for (var at = command; at is not null; at = at.Parents.OfType<Command>().FirstOrDefault())
        {
            foreach (var option in at.Options.Where(option => at == command || option.Recursive))
            {
                yield return option.Name;
            }
        }

        foreach (var subcommand in command.Subcommands)
        {
            yield return subcommand.Name;
        }
    }

    /// <summary>Returns whether a word looks like an option, not like a file; "-" is the standard input.</summary>
    public static bool IsOption(string word) => word.Length > 1 && word[0] == '-' && !File.Exists(word);

    // Levenshtein distance: letters inserted, deleted or replaced.
    private static int CountMistakes(string typed, string word)
    {
        var row = Enumerable.Range(0, word.Length + 1).ToArray();
        foreach (var (letter, i) in typed.Select((letter, i) => (letter, i)))
        {
            var diagonal = row[0];
            row[0] = i + 1;
            for (var j = 1; j <= word.Length; j++)
            {
                var changed = diagonal + (letter == word[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(changed, 1 + Math.Min(row[j], row[j - 1]));
            }
        }

        return row[^1];
    }
}
