using System.CommandLine;
using Mnist.Cli.Data;
using Mnist.Cli.Output;
using Mnist.Cli.Report;

namespace Mnist.Cli.Commands;

/// <summary><c>mnist report</c>.</summary>
internal static class ReportCommand
{
    public static Command Create(Terminal terminal)
    {
        var model = new ModelSource();
        var source = new DigitSource();
        var output = new Option<string>("--out", "-o")
        {
            HelpName = "FILE",
            Description = "The HTML file to write.",
            DefaultValueFactory = _ => "report.html",
        };
        var command = new Command("report", "Write a page about a model: figures, charts, its worst mistakes.");
        model.AddTo(command);
        source.AddTo(command);
        command.Options.Add(output);
        command.SetWork(terminal, async (options, reply, cancellationToken) =>
        {
            var path = options.GetRequiredValue(output);
            OutputFile.Try(path, inputs: [model.File(options), source.Folder(options)]);
            var (classifier, name) = model.Load(options);
            var data = await source.FindToEvaluateAsync(options, reply, cancellationToken);
            ReportPage.Write(path, new ReportSubject
            {
                ModelName = name,
                Classifier = classifier,
                Images = data.Test,
                DataSource = $"the test images of {data.Source}",
                Warning = DigitSource.WarningOf(data),
                Time = TimeProvider.System.GetLocalNow(),
            });
            reply.ShowWritten(path);
            return ExitCode.Done;
        });
        return command;
    }
}
