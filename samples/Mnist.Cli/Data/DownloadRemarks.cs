using Mnist.Classifier;
using Mnist.Cli.Output;

namespace Mnist.Cli.Data;

/// <summary>Reports the start of each download.</summary>
internal sealed class DownloadRemarks(Reply reply) : IProgress<MnistDownloadProgress>
{
    private string? _file;

    public void Report(MnistDownloadProgress value)
    {
        if (_file != value.FileName)
        {
            _file = value.FileName;
            reply.Remark($"Downloading {value.FileName} ({value.TotalBytes:N0} bytes) from {value.Mirror.Host}");
        }
    }
}
