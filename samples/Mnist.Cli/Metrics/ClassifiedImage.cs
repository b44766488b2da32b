using Mnist.Digits;

namespace Mnist.Cli.Metrics;

/// <summary>A classified image.</summary>
/// <param name="Image">Its number in the set, from 0.</param>
/// <param name="Label">Its label.</param>
/// <param name="Prediction">The prediction.</param>
internal sealed record ClassifiedImage(int Image, int Label, DigitPrediction Prediction);
