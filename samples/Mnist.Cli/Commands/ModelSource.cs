using System.CommandLine;
using Mnist.Classifier;

namespace Mnist.Cli.Commands;

/// <summary>The argument and the option for the model of a command.</summary>
/// <param name="isNeeded">Whether a model is required.</param>
internal sealed class ModelSource(bool isNeeded = true)
{
    public const string PretrainedName = "the model in the package";

    private readonly Argument<string?> _file = new("FILE")
    {
        Arity = ArgumentArity.ZeroOrOne,
        Description = "A zip that was saved by 'mnist train', MnistClassifier.Save or mlContext.Model.Save.",
    };

    private readonly Option<bool> _isPretrained = new("--pretrained")
    {
        Description = "Use the model in the package.",
    };

    /// <summary>Adds the options to a command.</summary>
    public void AddTo(Command command)
    {
        command.Arguments.Add(_file);
        command.Options.Add(_isPretrained);
        command.Validators.Add(result =>
        {
            var file = result.GetValue(_file);
            if (file is not null && Suggestions.IsOption(file))
            {
                result.AddError($"There is no option '{file}', and no file of that name.");
            }
            else if (file is not null && result.GetValue(_isPretrained))
            {
                result.AddError("FILE and --pretrained exclude each other.");
            }
            else if (isNeeded && file is null && !result.GetValue(_isPretrained))
            {
                result.AddError("Name the FILE of a model, or --pretrained.");
            }
        });
    }

    /// <summary>Returns whether a model is given.</summary>
    public bool IsNamed(ParseResult options) => options.GetValue(_isPretrained) || options.GetValue(_file) is not null;

    /// <summary>Returns the given file, or null.</summary>
    public string? File(ParseResult options) => options.GetValue(_file);

    /// <summary>Loads the model.</summary>
    /// <returns>The model and its name: that of the file, or <see cref="PretrainedName"/>.</returns>
    public (MnistClassifier Classifier, string Name) Load(ParseResult options) => options.GetValue(_file) is { } file
        ? (MnistClassifier.Load(file), file)
        : (MnistClassifier.LoadPretrained(), PretrainedName);
}
