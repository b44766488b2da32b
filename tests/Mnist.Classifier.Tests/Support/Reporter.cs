namespace Mnist.Classifier.Tests.Support;

/// <summary>Hands each epoch on, at once and on the same thread.</summary>
internal sealed class Reporter(Action<EpochResult> report) : Reporter<EpochResult>(report);
