namespace Mnist.Batch.Answers;

/// <summary>A picture that could not be read.</summary>
/// <param name="File">The file, as the input named it.</param>
/// <param name="Entry">What the picture is called in it, if it has many.</param>
/// <param name="Error">Why.</param>
internal sealed record Failure(string File, string? Entry, string Error);
