using System.CommandLine;
using DenseNetworks.IO;
using Mnist.Classifier;
using Mnist.Cli.Output;

namespace Mnist.Cli.Data;

/// <summary>The options that say where digits come from, and the digits.</summary>
internal sealed class DigitSource
{
    private readonly Option<string?> _folder = new("--data", "-d")
    {
        HelpName = "DIR",
        Description = "The folder with the digits: MNIST's four files, train.csv and test.csv, or pictures in folders 0 to 9. "
            + "Otherwise the folder that MNIST_DATA_DIR names, the cache, or a download.",
    };

    private readonly Option<bool> _isGenerated = new("--generated")
    {
        Description = "Take digits that a program draws, where there is no MNIST.",
    };

    /// <summary>Adds the options to a command.</summary>
    public void AddTo(Command command)
    {
        command.Options.Add(_folder);
        command.Options.Add(_isGenerated);
        command.Validators.Add(result =>
        {
            if (result.GetResult(_folder) is not null && result.GetValue(_isGenerated))
            {
                result.AddError("--data and --generated exclude each other.");
            }
        });
    }

    /// <summary>Returns the folder that is named, or null.</summary>
    public string? Folder(ParseResult options) => options.GetValue(_folder);

    /// <summary>Finds the digits, and says where.</summary>
    /// <exception cref="Exception">Those of <see cref="MnistDataset"/>; each says what to do.</exception>
    public async Task<MnistDataset> FindAsync(ParseResult options, Reply reply, CancellationToken cancellationToken)
    {
        var data = await FindSilentlyAsync(options, reply, cancellationToken);
        reply.Remark($"Digits: {Printable.Path(data.Source)}");
        return data;
    }

    /// <summary>Finds the digits.</summary>
    /// <inheritdoc cref="FindAsync"/>
    public async Task<MnistDataset> FindSilentlyAsync(ParseResult options, Reply reply, CancellationToken cancellationToken) =>
        options.GetValue(_isGenerated) ? MnistDataset.Generate()
            : options.GetValue(_folder) is { } folder ? LoadFolder(folder, cancellationToken)
            : await LoadOrDownloadAsync(reply, cancellationToken);

    private static MnistDataset LoadFolder(string folder, CancellationToken cancellationToken)
    {
        if (File.Exists(folder))
        {
            throw new IOException($"--data is '{Printable.Path(folder)}', which is a file. Name the folder that has the digits.");
        }

        if (!Directory.Exists(folder))
        {
            throw new DirectoryNotFoundException($"--data is '{Printable.Path(folder)}', and there is no such folder. Check the name.");
        }

        var (train, test) = (Path.Combine(folder, "train.csv"), Path.Combine(folder, "test.csv"));
        return File.Exists(train) && File.Exists(test) ? MnistDataset.FromCsv(train, test)
            : HasFoldersOfPictures(folder) ? MnistDataset.FromImageFolder(folder, cancellationToken: cancellationToken)
            : MnistDataset.Load(folder);
    }

    private static bool HasFoldersOfPictures(string folder) =>
        Directory.Exists(Path.Combine(folder, "0")) || Directory.Exists(Path.Combine(folder, "train"));

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
                $"{e.Message}{Environment.NewLine}Or take digits that a program draws: --generated. Or name a folder: --data DIR.", e);
        }
    }
}
