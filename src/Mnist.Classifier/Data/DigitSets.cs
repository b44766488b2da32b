namespace Mnist.Classifier.Data;

/// <summary>The two halves of a data set as they were read.</summary>
/// <param name="Train">The images to learn from.</param>
/// <param name="Test">The images to measure with.</param>
/// <param name="Source">Where they come from, for people.</param>
/// <param name="IsTestSetAside">Whether the second was drawn from the first, for lack of one of its own.</param>
internal sealed record DigitSets(LabeledImages Train, LabeledImages Test, string Source, bool IsTestSetAside);
