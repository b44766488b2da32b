namespace Mnist.Classifier.Pictures;

/// <summary>What a <see cref="DigitImageLoadingTransformer"/> reads and writes.</summary>
/// <param name="Pixels">The name of the column to write the pixels to.</param>
/// <param name="Path">The name of the column with the paths of the pictures.</param>
/// <param name="Folder">The folder where relative paths start; <see langword="null"/> for the current folder.</param>
/// <param name="IsBlank">
/// The name of the column to write to whether a picture is blank; <see langword="null"/> for none.
/// </param>
internal sealed record DigitImageColumns(string Pixels, string Path, string? Folder, string? IsBlank);
