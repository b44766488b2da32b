namespace Mnist.Classifier;

/// <summary>How far the reading of a folder of pictures has come. Immutable.</summary>
/// <param name="FilesRead">How many files have been read, from 1.</param>
/// <param name="FileCount">How many there are.</param>
public sealed record ImageFolderProgress(int FilesRead, int FileCount);
