using Mnist.Digits;

namespace Mnist.Cli.Metrics;

/// <summary>An image and what it was taken for.</summary>
/// <param name="Image">Its number in the set, from 0.</param>
/// <param name="Label">The digit that it is.</param>
/// <param name="Prediction">What it was taken for.</param>
internal sealed record ClassifiedImage(int Image, int Label, DigitPrediction Prediction);
