using System.CommandLine;
using Mnist.Classifier;
using Mnist.Cli.Output;
using Mnist.Cli.Results;

namespace Mnist.Cli.Commands;

/// <summary><c>mnist export</c>.</summary>
internal static class ExportCommand
{
    private const string Extension = ".onnx";

    public static Command Create(Terminal terminal)
    {
        var files = new Argument<string[]>("FILE OUT.onnx")
        {
            Arity = new ArgumentArity(1, 2),
            Description = "The zip of a model, and the file to write; with --pretrained only the file to write.",
        };
        var isPretrained = new Option<bool>("--pretrained") { Description = "Use the model in the package." };
        var command = new Command("export", "Write a model as ONNX, for other engines and languages.");
        command.Arguments.Add(files);
        command.Options.Add(isPretrained);
        command.Validators.Add(result =>
        {
            var names = result.GetValue(files) ?? [];
            if (names.FirstOrDefault(Suggestions.IsOption) is { } option)
            {
                result.AddError($"There is no option '{option}'.");
            }
            else if (names.Length != (result.GetValue(isPretrained) ? 1 : 2))
            {
                result.AddError($"Name a model and the file to write: 'mnist export mnist.zip mnist{Extension}', or 'mnist " +
                    $"export --pretrained mnist{Extension}'.");
            }
            else if (!names[^1].EndsWith(Extension, StringComparison.OrdinalIgnoreCase))
            {
                result.AddError($"The file to write is ONNX, so its name ends in {Extension}: '{names[^1]}{Extension}'.");
            }
        });
        command.SetWork(terminal, (options, reply) =>
        {
            var names = options.GetRequiredValue(files);
            OutputFile.Try(names[^1], inputs: names[..^1]);
            var classifier = options.GetValue(isPretrained) ? MnistClassifier.LoadPretrained() : MnistClassifier.Load(names[0]);
            classifier.ExportOnnx(names[^1]);
            reply.ShowWritten(names[^1]);
            return ExitCode.Done;
        });
        return command;
    }
}
