using Mnist.Classifier;

namespace Quickstart;

/// <summary>Prints a line at the start of each download.</summary>
internal sealed class DownloadPrinter : IProgress<MnistDownloadProgress>
{
    private string? _file;

    public void Report(MnistDownloadProgress value)
    {
        if (_file != value.FileName)
        {
            _file = value.FileName;
            Console.WriteLine($"Downloading {value.FileName} ({value.TotalBytes:N0} bytes) from {value.Mirror.Host}");
        }
    }
}
