using Mnist.Classifier.Data.Images;

namespace Mnist.Classifier.Data.Folders;

/// <summary>What was made of a file.</summary>
/// <param name="Size">The size of the image.</param>
/// <param name="Pixels">The pixels, row by row from the top.</param>
internal sealed record FileImage(ImageSize Size, ReadOnlyMemory<byte> Pixels);
