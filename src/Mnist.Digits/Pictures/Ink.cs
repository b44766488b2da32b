namespace Mnist.Digits.Pictures;

/// <summary>The ink of one digit, found in a picture.</summary>
/// <param name="Contrast">What is ink, by how much; 0 where other things are.</param>
/// <param name="Level">The contrast of full ink.</param>
/// <param name="Box">What the digit fits in.</param>
/// <param name="Likelihood">Larger for more digit-like finds; only for comparing two finds in one picture.</param>
internal sealed record Ink(Plane Contrast, float Level, Box Box, float Likelihood);
