namespace Mnist.Classifier.Benchmarks;

/// <summary>One result of a model.</summary>
/// <param name="Name">What was measured: a row of the table.</param>
/// <param name="Unit">Its unit.</param>
/// <param name="Value">The number.</param>
internal readonly record struct Figure(string Name, string Unit, double Value);
