namespace Mnist.Digits.Pages;

/// <summary>A piece of ink, and what it was read as.</summary>
internal sealed record ReadMark(Mark Mark, DigitPrediction Prediction);
