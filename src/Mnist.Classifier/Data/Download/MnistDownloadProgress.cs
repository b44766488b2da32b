namespace Mnist.Classifier;

/// <summary>The progress of the download of one file. Immutable.</summary>
public sealed class MnistDownloadProgress
{
    /// <summary>Gets the name of the file, such as <c>train-images-idx3-ubyte.gz</c>.</summary>
    public required string FileName { get; init; }

    /// <summary>
    /// Gets the number of bytes received, 0 to <see cref="TotalBytes"/>. It returns to 0 when a download starts over.
    /// </summary>
    public required long BytesReceived { get; init; }

    /// <summary>Gets the size of the file in bytes.</summary>
    public required long TotalBytes { get; init; }

    /// <summary>Gets the mirror that sends the bytes, one of <see cref="MnistDownloadOptions.Mirrors"/>.</summary>
    public required Uri Mirror { get; init; }
}
