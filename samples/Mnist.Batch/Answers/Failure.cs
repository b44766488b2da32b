namespace Mnist.Batch.Answers;

/// <summary>A picture that could not be read.</summary>
/// <param name="File">The file, as the input named it.</param>
/// <param name="Entry">The name of the picture in the file, if that has several.</param>
/// <param name="Error">The reason.</param>
internal sealed record Failure(string File, string? Entry, string Error);
