namespace Mnist.Classifier.Data.Folders;

/// <summary>A file in the folder of its class.</summary>
internal sealed record ImageFile(string Path, int Label);
