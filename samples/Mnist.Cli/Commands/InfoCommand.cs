using System.CommandLine;
using Mnist.Cli.Output;
using Mnist.Cli.Results;

namespace Mnist.Cli.Commands;

/// <summary><c>mnist info</c>: about a model, or by default about this machine.</summary>
internal static class InfoCommand
{
    public static Command Create(Terminal terminal)
    {
        var model = new ModelSource(isNeeded: false);
        var command = new Command("info", "Show what is in a model or, by default, what this machine has for training.");
        model.AddTo(command);
        command.SetWork(terminal, (options, reply) =>
        {
            if (model.IsNamed(options))
            {
                var (classifier, name) = model.Load(options);
                var result = ModelResult.Of(classifier, name, model.File(options));
                reply.Show(result, ResultsContext.Relaxed.ModelResult, console => InfoView.Draw(console, result));
            }
            else
            {
                var result = EnvironmentResult.OfThisMachine();
                reply.Show(result, ResultsContext.Relaxed.EnvironmentResult, console => InfoView.Draw(console, result));
            }

            return ExitCode.Done;
        });
        return command;
    }
}
