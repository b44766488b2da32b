namespace Mnist.Classifier;

/// <summary>How far the download of one file is. Immutable.</summary>
public sealed class MnistDownloadProgress
{
    /// <summary>Gets the name of the file, such as <c>train-images-idx3-ubyte.gz</c>.</summary>
    public required string FileName { get; init; }

    /// <summary>
    /// Gets how many bytes of the file have come, 0 to <see cref="TotalBytes"/>. It falls back to 0 when a download must
    /// start over.
    /// </summary>
    public required long BytesReceived { get; init; }

    /// <summary>Gets how many bytes the file has.</summary>
    public required long TotalBytes { get; init; }

    /// <summary>Gets the mirror that the bytes come from, one of <see cref="MnistDownloadOptions.Mirrors"/>.</summary>
    public required Uri Mirror { get; init; }
}
