using System.CommandLine;

namespace Mnist.Cli.Commands;

/// <summary>The pictures that a command reads, named with * and ? too.</summary>
internal static class PictureNames
{
    public static Argument<string[]> CreateArgument(string description)
    {
        var images = new Argument<string[]>("IMAGE")
        {
            Arity = ArgumentArity.OneOrMore,
            Description = $"{description} Names with * and ? stand for all that fit; - is the standard input.",
        };
        images.Validators.Add(result =>
        {
            if (result.Tokens.FirstOrDefault(token => Suggestions.IsOption(token.Value)) is { } option)
            {
                result.AddError($"There is no option '{option.Value}', and no file of that name.");
            }
        });
        return images;
    }

    /// <summary>Gives the pictures, and a fault for each pattern that fits none.</summary>
    public static IEnumerable<PictureName> Expand(IEnumerable<string> names) => names.SelectMany(name =>
        Expand(name) is { Count: > 0 } paths
            ? paths.Select(path => new PictureName(path))
            : [new PictureName(name, $"No file fits '{name}'.")]);

    // Not every shell does it. A name that is no pattern stands for itself, whether there is a file or not.
    private static List<string> Expand(string name)
    {
        var pattern = Path.GetFileName(name);
        if (File.Exists(name) || pattern.AsSpan().IndexOfAny('*', '?') < 0)
        {
            return [name];
        }

        var folder = Path.GetDirectoryName(name) ?? "";
        var found = Directory.Exists(folder is "" ? "." : folder)
            ? Directory.EnumerateFiles(folder is "" ? "." : folder, pattern).Order(StringComparer.Ordinal).ToList()
            : [];
        return folder is "" ? [.. found.Select(path => Path.GetFileName(path))] : found;
    }
}
