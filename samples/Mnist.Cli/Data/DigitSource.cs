using System.CommandLine;
using DenseNetworks.IO;
using Mnist.Classifier;
using Mnist.Cli.Commands;
using Mnist.Cli.Output;

namespace Mnist.Cli.Data;

/// <summary>The options for where digits come from.</summary>
internal sealed class DigitSource
{
    private readonly Option<string?> _path = new("--data", "-d")
    {
        HelpName = "PATH",
        Description = "The digits: a folder with MNIST's four files, with tables such as train.csv and test.csv, with " +
            "Parquet files, or with pictures in folders 0 to 9, which train and test may have; or one table. By default the " +
            "folder in MNIST_DATA_DIR, the cache, or a download.",
    };

    private readonly Option<bool> _isGenerated = new("--generated")
    {
        Description = "Use generated digits, where there is no MNIST.",
    };

    private readonly TableOptions _table = new();

    /// <summary>Adds the options to a command.</summary>
    public void AddTo(Command command)
    {
        command.Options.Add(_path);
        command.Options.Add(_isGenerated);
        _table.AddTo(command);
        command.Validators.Add(result =>
        {
            if (result.GetResult(_path) is not null && result.GetValue(_isGenerated))
            {
                result.AddError("--data and --generated exclude each other.");
            }
        });
    }

    /// <summary>Returns the given folder or table, or null.</summary>
    public string? Folder(ParseResult options) => options.GetValue(_path);

    /// <summary>Finds the digits, and reports where they are from.</summary>
    /// <exception cref="Exception">Those of <see cref="MnistDataset"/>; each says what to do.</exception>
    public async Task<MnistDataset> FindAsync(ParseResult options, Reply reply, CancellationToken cancellationToken)
    {
        var data = await FindSilentlyAsync(options, reply, cancellationToken);
        reply.Remark($"Digits: {Printable.Path(data.Source)}");
        return data;
    }

    /// <summary>
    /// Finds the digits to evaluate a model on, and reports where they are from, and if results may be biased.
    /// </summary>
    /// <inheritdoc cref="FindAsync"/>
    public async Task<MnistDataset> FindToEvaluateAsync(ParseResult options, Reply reply, CancellationToken cancellationToken)
    {
        var data = await FindAsync(options, reply, cancellationToken);
        if (WarningOf(data) is { } warning)
        {
            reply.Remark(warning);
        }

        return data;
    }

    /// <summary>Returns why an evaluation on the test images of a data set may be biased, or null.</summary>
    public static string? WarningOf(MnistDataset data) => data.IsTestSetAside
        ? "They have no separate test images. A model that was trained on them may have seen those that it is evaluated on."
        : null;

    /// <summary>Finds the digits.</summary>
    /// <inheritdoc cref="FindAsync"/>
    public async Task<MnistDataset> FindSilentlyAsync(ParseResult options, Reply reply, CancellationToken cancellationToken) =>
        options.GetValue(_isGenerated) ? MnistDataset.Generate()
            : options.GetValue(_path) is { } path ? Load(path, _table.Layout(options), reply, cancellationToken)
            : await LoadOrDownloadAsync(reply, cancellationToken);

    private static MnistDataset Load(string path, ImageSetLayout layout, Reply reply, CancellationToken cancellationToken)
    {
        try
        {
            return ParquetDigits.Find(path) is { Count: > 0 } files
                ? ParquetDigits.Load(path, files, cancellationToken)
                : reply.ShowProgress("Reading", progress => MnistDataset.Load(
                    path, new MnistLoadOptions { TableLayout = layout }, progress, cancellationToken));
        }
        catch (InvalidOperationException e)
        {
            throw new CommandFailedException($"{e.Message} There must be at least two images of a digit: one to train on, " +
                "and one to test with.", e);
        }
    }

    private static async Task<MnistDataset> LoadOrDownloadAsync(Reply reply, CancellationToken cancellationToken)
    {
        try
        {
            return await MnistDataset.LoadOrDownloadAsync(
                progress: new DownloadRemarks(reply), cancellationToken: cancellationToken);
        }
        catch (MnistDownloadException e)
        {
            throw new IOException(
                $"{e.Message}{Environment.NewLine}Or use generated digits: --generated. Or name a folder: --data DIR.", e);
        }
    }
}
