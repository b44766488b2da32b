using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using System.Numerics;
using DenseNetworks;
using DenseNetworks.ML;
using Microsoft.ML;

namespace Mnist.Cli.Commands;

/// <summary>The options that say how to train.</summary>
internal sealed class RecipeOptions
{
    private static readonly Dictionary<string, TrainingRecipe> Recipes = new(StringComparer.OrdinalIgnoreCase)
    {
        ["tutorial"] = TrainingRecipe.Tutorial,
        ["fast"] = TrainingRecipe.Fast,
        ["accurate"] = TrainingRecipe.Accurate,
        ["best"] = TrainingRecipe.Best,
        ["seed"] = TrainingRecipe.Tutorial, // its earlier name, for scripts
    };

    private static readonly IEnumerable<string> Names = Recipes.Keys.SkipLast(1);

    private readonly Option<string> _recipe = new("--recipe", "-r")
    {
        HelpName = string.Join('|', Names),
        Description = "How to train: tutorial is the Keras tutorial's way, fast takes seconds, accurate a minute or two, best most of an hour.",
        DefaultValueFactory = _ => "fast",
    };

    // A model with more cannot be read again: its zip has up to 512 MiB, unpacked.
    private const long MostWeights = 134_000_000;
    private const int MostLayers = 998;
    private const int MostUnits = 150_000;
    private const int MostEpochs = 100_000;

    private readonly NumberOption _epochs = new("--epochs", least: 1, MostEpochs)
    {
        Description = "How often to go through the images, instead of the recipe's number.",
    };

    private readonly Option<IReadOnlyList<int>?> _hiddenLayers = new("--hidden-layers")
    {
        HelpName = "N,N",
        Description = "The sizes of the hidden layers, instead of the recipe's: 256,128 for example.",
        Arity = ArgumentArity.ExactlyOne,
        CustomParser = ParseSizes,
    };

    private readonly Option<double?> _validation = new("--validation")
    {
        HelpName = "FRACTION",
        Description = "The share of the images that is held back and measured after each epoch: 0.1 for example.",
        Arity = ArgumentArity.ExactlyOne,
        CustomParser = ParseShare,
    };

    /// <summary>Adds the options to a command.</summary>
    public void AddTo(Command command)
    {
        _recipe.CompletionSources.Add([.. Names]);
        _recipe.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<string>() is { } name && !Recipes.ContainsKey(name))
            {
                result.AddError($"There is no recipe '{name}'. There are {string.Join(", ", Names)}.");
            }
        });
        command.Options.Add(_recipe);
        command.Options.Add(_epochs);
        command.Options.Add(_hiddenLayers);
        command.Options.Add(_validation);
    }

    /// <summary>Returns the name of the recipe.</summary>
    public string Name(ParseResult options) =>
        Recipes.Keys.First(name => name.Equals(options.GetRequiredValue(_recipe), StringComparison.OrdinalIgnoreCase));

    /// <summary>Returns the recipe, changed as the options say.</summary>
    /// <exception cref="CommandFailedException">Nobody can train so. The message says why.</exception>
    public TrainingRecipe Read(ParseResult options)
    {
        var recipe = Recipes[options.GetRequiredValue(_recipe)];
        var changed = recipe with
        {
            Epochs = options.GetValue(_epochs) ?? recipe.Epochs,
            HiddenLayers = options.GetValue(_hiddenLayers) ?? recipe.HiddenLayers,
            ValidationFraction = options.GetValue(_validation) ?? recipe.ValidationFraction,
        };
        Check(changed);
        return changed;
    }

    /// <summary>Returns about how many bytes a model of a recipe has.</summary>
    public static long SizeOf(TrainingRecipe recipe) => sizeof(float) * CountWeights(recipe.HiddenLayers);

    // From 784 pixels to ten digits and, perhaps, what is none.
    private static long CountWeights(IEnumerable<int> hiddenLayers)
    {
        int[] sizes = [28 * 28, .. hiddenLayers, 11];
        return sizes.Zip(sizes.Skip(1), (inputs, outputs) => (inputs + 1L) * outputs).Sum();
    }

    // The trainer looks at what it is given when it is made, long before there are data.
    private static void Check(TrainingRecipe recipe)
    {
        try
        {
            new MLContext().MulticlassClassification.Trainers.DenseNetwork(new DenseNetworkTrainer.Options { Recipe = recipe });
        }
        catch (ArgumentException e)
        {
            throw new CommandFailedException(e.Message.Replace($" (Parameter '{e.ParamName}')", "", StringComparison.Ordinal), e)
            {
                ExitCode = ExitCode.Usage,
            };
        }
    }

    private static double? ParseShare(ArgumentResult result)
    {
        var word = result.Tokens.Single().Value;
        var isNumber = double.TryParse(word, NumberStyles.Float, CultureInfo.InvariantCulture, out var share);
        if (isNumber && share is >= 0 and < 1)
        {
            return share;
        }

        result.AddError(isNumber
            ? $"--validation is {word}; it must be at least 0 and less than 1."
            : $"--validation is '{word}'; it must be a number.");
        return null;
    }

    private static List<int>? ParseSizes(ArgumentResult result)
    {
        var sizes = new List<int>();
        foreach (var word in result.Tokens.Single().Value.Split(','))
        {
            if (!BigInteger.TryParse(word, NumberStyles.Integer, CultureInfo.InvariantCulture, out var size))
            {
                result.AddError($"'{word}' is no size of a layer. Write numbers with commas between them: 256,128 for example.");
                return null;
            }

            if (size < 1 || size > MostUnits)
            {
                result.AddError($"--hidden-layers has a layer of {word} units; {NumberOption.DescribeRange(1, MostUnits)}.");
                return null;
            }

            sizes.Add((int)size);
        }

        if (sizes.Count > MostLayers)
        {
            result.AddError($"--hidden-layers has {sizes.Count} layers; {NumberOption.DescribeRange(1, MostLayers)}.");
        }
        else if (CountWeights(sizes) > MostWeights)
        {
            result.AddError(FormattableString.Invariant(
                $"--hidden-layers makes a network of {CountWeights(sizes):N0} weights; up to {MostWeights:N0} can be read again."));
        }

        return sizes;
    }
}
