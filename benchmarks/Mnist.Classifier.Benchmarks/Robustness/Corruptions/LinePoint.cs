namespace Mnist.Classifier.Benchmarks;

/// <summary>A place between pixels, counted from the middle of the pixel at the top left.</summary>
internal readonly record struct LinePoint(float Column, float Row);
