using System.CommandLine;
using DenseNetworks.IO;
using Mnist.Classifier;
using Mnist.Cli.Data;
using Mnist.Cli.Output;
using Mnist.Cli.Results;

namespace Mnist.Cli.Commands;

/// <summary><c>mnist data</c> and its subcommands.</summary>
internal static class DataCommand
{
    // As many images of 784 bytes as an array can hold.
    private const int MostDrawn = 2_739_137;

    public static Command Create(Terminal terminal) => new("data", "Get, check and look at digits.")
    {
        CreateDownload(terminal),
        CreateVerify(terminal),
        CreateInfo(terminal),
        CreateGenerate(terminal),
        CreateConvert(terminal),
    };

    private static Command CreateDownload(Terminal terminal)
    {
        var folder = new Option<string?>("--out", "-o") { HelpName = "DIR", Description = "The folder for the four files, " +
            "instead of the cache." };
        var command = new Command("download", "Download MNIST, 11.6 MB, unless it is in the folder already.");
        command.Options.Add(folder);
        command.SetWork(terminal, async (options, reply, cancellationToken) =>
        {
            var target = await MnistDataset.DownloadAsync(
                new MnistDownloadOptions { CacheDirectory = options.GetValue(folder) }, new DownloadRemarks(reply),
                cancellationToken);
            // its checksums are those of the published files
            return Show(reply, MnistDataset.Load(target, cancellationToken: cancellationToken), target, isMnist: true);
        });
        return command;
    }

    private static Command CreateVerify(Terminal terminal)
    {
        var source = new DigitSource();
        var command = new Command("verify", "Check that digits are exactly the MNIST database. Exit code 1 if they are not.");
        source.AddTo(command);
        command.SetWork(terminal, async (options, reply, cancellationToken) =>
        {
            var data = await source.FindSilentlyAsync(options, reply, cancellationToken);
            var differences = MnistContent.Differences(data);
            return differences is []
                ? Show(reply, data, source.Folder(options), isMnist: true)
                : throw new CommandFailedException(
                    $"{Printable.Path(data.Source)}: readable, but not MNIST as it was published. " +
                    $"{string.Join(' ', differences)}");
        });
        return command;
    }

    private static Command CreateInfo(Terminal terminal)
    {
        var source = new DigitSource();
        var command = new Command("info", "Count the digits, and show one of each.");
        source.AddTo(command);
        command.SetWork(terminal, async (options, reply, cancellationToken) =>
        {
            var data = await source.FindSilentlyAsync(options, reply, cancellationToken);
            return Show(reply, data, source.Folder(options), MnistContent.Differences(data) is []);
        });
        return command;
    }

    private static Command CreateGenerate(Terminal terminal)
    {
        var folder = new Option<string>("--out", "-o") { HelpName = "DIR", Description = "The folder for the four files, " +
            "created if it does not exist.", Required = true };
        var train = new NumberOption("--train", least: 1, MostDrawn) { Description = "The number of training " +
            "images.", DefaultValueFactory = _ => 20_000 };
        var test = new NumberOption("--test", least: 1, MostDrawn) { Description = "The number of test " +
            "images.", DefaultValueFactory = _ => 4_000 };
        var seed = new NumberOption("--seed", int.MinValue, int.MaxValue) { Description = "The seed of the " +
            "digits.", DefaultValueFactory = _ => 0 };
        var command = new Command("generate", "Generate digits, and write them as MNIST's four " +
            "files.") { folder, train, test, seed };
        command.SetWork(terminal, (options, reply) =>
        {
            var target = options.GetRequiredValue(folder);
            DigitFiles.Try(target);
            var data = MnistDataset.Generate(Number(train), Number(test), Number(seed));
            DigitFiles.Write(data, target);
            reply.Remark($"Written: {Printable.Path(target)} (4 files)");
            return Show(reply, data, target, isMnist: false);

            int Number(NumberOption option) => options.GetRequiredValue(option)!.Value;
        });
        return command;
    }

    private static Command CreateConvert(Terminal terminal)
    {
        var source = new DigitSource();
        var folder = new Option<string>("--out", "-o") { HelpName = "DIR", Description = "The folder for the four files, " +
            "created if it does not exist.", Required = true };
        var command = new Command("convert", "Convert tables, Parquet files or pictures of digits to MNIST's four files.");
        source.AddTo(command);
        command.Options.Add(folder);
        command.SetWork(terminal, async (options, reply, cancellationToken) =>
        {
            var target = options.GetRequiredValue(folder);
            DigitFiles.Try(target); // before the data, which may take long
            var data = await source.FindAsync(options, reply, cancellationToken);
            DigitFiles.Write(data, target);
            reply.Remark($"Written: {Printable.Path(target)} (4 files)");
            return Show(reply, data, target, isMnist: false);
        });
        return command;
    }

    private static int Show(Reply reply, MnistDataset data, string? folder, bool isMnist)
    {
        var result = new DataResult(data.Source, folder, data.Train.CountByClass(), data.Test.CountByClass(), isMnist);
        reply.Show(result, ResultsContext.Relaxed.DataResult, console => DataView.Draw(console, result, data.Train));
        return ExitCode.Done;
    }
}
