using Mnist.Classifier;

namespace Quickstart;

/// <summary>Finds digits: in a folder, in the cache, on the web, or drawn by a program.</summary>
internal static class DataSource
{
    public static async Task<MnistDataset> FindAsync(string? folder, CancellationToken cancellationToken)
    {
        var data = folder is null ? await FindAsync(cancellationToken) : MnistDataset.Load(folder);
        Console.WriteLine($"Data: {data.Source}");
        return data;
    }

    private static async Task<MnistDataset> FindAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await MnistDataset.LoadOrDownloadAsync(progress: new DownloadPrinter(), cancellationToken: cancellationToken);
        }
        catch (MnistDownloadException e)
        {
            Console.WriteLine("MNIST cannot be downloaded, so a program draws digits: they look like handwriting and are easier.");
            Console.WriteLine($"  {e.Message.ReplaceLineEndings(Environment.NewLine + "  ")}");
            return MnistDataset.Generate();
        }
    }
}
