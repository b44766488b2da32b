namespace Mnist.Classifier;

/// <summary>Represents the progress of reading a folder of pictures. Immutable.</summary>
public sealed class ImageFolderProgress
{
    /// <summary>Gets the number of files that have been read, from 1.</summary>
    public required int FilesRead { get; init; }

    /// <summary>Gets the number of files in the folder.</summary>
    public required int FileCount { get; init; }
}
