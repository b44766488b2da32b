namespace Mnist.Classifier.Benchmarks;

/// <summary>A picture that a list names.</summary>
/// <param name="File">The file as the list has it, relative to the list's folder.</param>
/// <param name="Path">Where the file is.</param>
/// <param name="Label">Its content: a digit, or the kind of another picture.</param>
/// <param name="Writer">Who wrote it, or null if the list does not say.</param>
internal sealed record ListedPicture(string File, string Path, string Label, string? Writer);
