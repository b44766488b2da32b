using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using System.Numerics;
using DenseNetworks;
using DenseNetworks.ML;
using Microsoft.ML;
using Mnist.Classifier;

namespace Mnist.Cli.Commands;

/// <summary>The options for how to train.</summary>
internal sealed class RecipeOptions
{
    private static readonly Dictionary<string, TrainingRecipe> Recipes = new(StringComparer.OrdinalIgnoreCase)
    {
        ["tutorial"] = TrainingRecipe.Tutorial,
        ["fast"] = TrainingRecipe.Fast,
        ["accurate"] = TrainingRecipe.Accurate,
        ["best"] = TrainingRecipe.Best,
        ["seed"] = TrainingRecipe.Tutorial, // an earlier name, for scripts
    };

    private const string Default = "fast";

    private static readonly IEnumerable<string> Names = Recipes.Keys.SkipLast(1);

    /// <summary>Gets the option that names the recipe.</summary>
    public Option<string?> Recipe { get; } = new("--recipe", "-r")
    {
        HelpName = string.Join('|', Names),
        Description = "How to train: tutorial is that of the Keras tutorial, fast takes seconds, accurate a minute or two, " +
            "best most of an hour. "
            + "The default is fast; for fewer than 10,000 images, or with --from, a recipe for few images.",
    };

    // A larger model cannot be loaded: its zip has at most 512 MiB, unpacked.
    private const long MostWeights = 134_000_000;
    private const int MostLayers = 998;
    private const int MostUnits = 150_000;
    private const int MostEpochs = 100_000;

    private readonly NumberOption _epochs = new("--epochs", least: 1, MostEpochs)
    {
        Description = "The number of epochs, instead of that of the recipe.",
    };

    private readonly Option<IReadOnlyList<int>?> _hiddenLayers = new("--hidden-layers")
    {
        HelpName = "N,N",
        Description = "The sizes of the hidden layers, instead of those of the recipe: 256,128 for example.",
        Arity = ArgumentArity.ExactlyOne,
        CustomParser = ParseSizes,
    };

    private readonly Option<double?> _validation = new("--validation")
    {
        HelpName = "FRACTION",
        Description = "The fraction of the images that is held out and evaluated after each epoch: 0.1 for example.",
        Arity = ArgumentArity.ExactlyOne,
        CustomParser = ParseShare,
    };

    /// <summary>Adds the options to a command.</summary>
    public void AddTo(Command command)
    {
        Recipe.CompletionSources.Add([.. Names]);
        Recipe.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<string>() is { } name && !Recipes.ContainsKey(name))
            {
                result.AddError($"There is no recipe '{name}'. There are {string.Join(", ", Names)}.");
            }
        });
        command.Options.Add(Recipe);
        command.Options.Add(_epochs);
        command.Options.Add(_hiddenLayers);
        command.Options.Add(_validation);
    }

    /// <summary>Returns the name of the recipe.</summary>
    public string Name(ParseResult options) => options.GetValue(Recipe) is { } named
        ? Recipes.Keys.First(name => name.Equals(named, StringComparison.OrdinalIgnoreCase))
        : Default;

    /// <summary>Returns whether the hidden layers are given.</summary>
    public bool HasLayers(CommandResult options) => options.GetResult(_hiddenLayers) is not null;

    /// <summary>Returns the recipe with the changes of the options; null without any, for the choice of the library.</summary>
    /// <param name="options">The options.</param>
    /// <param name="from">The model to continue from, whose layers the recipe gets; or null.</param>
    /// <param name="imageCount">The number of training images.</param>
    /// <exception cref="CommandFailedException">The recipe is not valid. The message says why.</exception>
    public TrainingRecipe? Read(ParseResult options, MnistClassifier? from, int imageCount)
    {
        var (epochs, layers, validation) = (
            options.GetValue(_epochs), options.GetValue(_hiddenLayers), options.GetValue(_validation));
        if (options.GetValue(Recipe) is null && epochs is null && layers is null && validation is null)
        {
            return null;
        }

        var recipe = options.GetValue(Recipe) is null
            ? MnistClassifier.DefaultRecipe(imageCount, from)
            : Recipes[Name(options)];
        var changed = recipe with
        {
            Epochs = epochs ?? recipe.Epochs,
            HiddenLayers = layers ?? recipe.HiddenLayers,
            ValidationFraction = validation ?? recipe.ValidationFraction,
        };
        Check(changed);
        return changed;
    }

    /// <summary>Returns the approximate size of a model of a recipe; without one, that of the largest default.</summary>
    public static long SizeOf(TrainingRecipe? recipe) => sizeof(float) * CountWeights(recipe?.HiddenLayers ?? [512, 256]);

    // From 784 pixels to ten digits and perhaps a background class.
    private static long CountWeights(IEnumerable<int> hiddenLayers)
    {
        int[] sizes = [28 * 28, .. hiddenLayers, 11];
        return sizes.Zip(sizes.Skip(1), (inputs, outputs) => (inputs + 1L) * outputs).Sum();
    }

    // The constructor of the trainer checks the recipe.
    private static void Check(TrainingRecipe recipe)
    {
        try
        {
            new MLContext().MulticlassClassification.Trainers.DenseNetwork(new DenseNetworkTrainer.Options { Recipe = recipe });
        }
        catch (ArgumentException e)
        {
            throw new CommandFailedException(e.Message.Replace(" (Parameter " +
                $"'{e.ParamName}')", "", StringComparison.Ordinal), e)
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
                result.AddError($"'{word}' is not the size of a layer. Write numbers with commas between them: 256,128 for " +
                    "example.");
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
                $"--hidden-layers makes a network of {CountWeights(sizes):N0} weights; the limit is {MostWeights:N0}."));
        }

        return sizes;
    }
}
