namespace Mnist.Classifier;

/// <summary>How far the reading of a folder of pictures has come. Immutable.</summary>
public sealed class ImageFolderProgress
{
    /// <summary>Gets how many files have been read, from 1.</summary>
    public required int FilesRead { get; init; }

    /// <summary>Gets how many there are.</summary>
    public required int FileCount { get; init; }
}
