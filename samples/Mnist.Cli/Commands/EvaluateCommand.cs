using System.CommandLine;
using Mnist.Cli.Data;
using Mnist.Cli.Metrics;
using Mnist.Cli.Output;
using Mnist.Cli.Results;

namespace Mnist.Cli.Commands;

/// <summary><c>mnist evaluate</c>.</summary>
internal static class EvaluateCommand
{
    public static Command Create(Terminal terminal)
    {
        var model = new ModelSource();
        var source = new DigitSource();
        var command = new Command("evaluate", "Evaluate a model on the test images.");
        model.AddTo(command);
        source.AddTo(command);
        command.SetWork(terminal, async (options, reply, cancellationToken) =>
        {
            var (classifier, name) = model.Load(options);
            var data = await source.FindToEvaluateAsync(options, reply, cancellationToken);
            var evaluated = ModelEvaluation.Of(classifier, data.Test);
            var evaluation = Evaluation.Of(evaluated, name, data.Source);
            reply.Show(
                evaluation, ResultsContext.Relaxed.Evaluation, console => EvaluationView.Draw(
                    console, evaluation, evaluated.Confusion));
            return ExitCode.Done;
        });
        return command;
    }
}
