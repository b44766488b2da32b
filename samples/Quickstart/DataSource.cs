using Mnist.Classifier;

namespace Quickstart;

/// <summary>Finds digits: in a folder, in the cache, on the web, or generated ones.</summary>
internal static class DataSource
{
    public static async Task<MnistDataset> FindAsync(string? folder, CancellationToken cancellationToken)
    {
        var data = folder is null ? await FindAsync(cancellationToken) : MnistDataset.Load(
            folder, cancellationToken: cancellationToken);
        Console.WriteLine($"Data: {data.Source}{Why(folder, data)}");
        return data;
    }

    private static string Why(string? folder, MnistDataset data) => folder is not null ? ", as --data says"
        : !data.IsGenerated && Environment.GetEnvironmentVariable("MNIST_DATA_DIR") is { Length: > 0 }
            ? ", as MNIST_DATA_DIR says"
        : "";

    private static async Task<MnistDataset> FindAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await MnistDataset.LoadOrDownloadAsync(
                progress: new DownloadPrinter(), cancellationToken: cancellationToken);
        }
        catch (MnistDownloadException)
        {
            Console.WriteLine("MNIST cannot be downloaded, so digits are generated. With --data DIR it is read from a folder.");
            return MnistDataset.Generate();
        }
    }
}
