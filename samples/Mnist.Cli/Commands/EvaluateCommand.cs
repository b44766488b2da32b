using System.CommandLine;
using Mnist.Cli.Data;
using Mnist.Cli.Judging;
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
        var command = new Command("evaluate", "Judge a model by the test images.");
        model.AddTo(command);
        source.AddTo(command);
        command.SetWork(terminal, async (options, reply, cancellationToken) =>
        {
            var (classifier, name) = model.Load(options);
            var data = await source.FindToJudgeAsync(options, reply, cancellationToken);
            var judgement = Judgement.Of(classifier, data.Test);
            var evaluation = Evaluation.Of(judgement, name, data.Source);
            reply.Show(
                evaluation, ResultsContext.Relaxed.Evaluation, console => EvaluationView.Draw(console, evaluation, judgement.Confusion));
            return ExitCode.Done;
        });
        return command;
    }
}
