using System.Drawing;

namespace Mnist.Classifier.Benchmarks;

/// <summary>A picture of a number.</summary>
/// <param name="Grey">Its pixels, row by row, 0 for black.</param>
/// <param name="Width">How many columns.</param>
/// <param name="Height">How many rows.</param>
/// <param name="Digits">What is written, from the left.</param>
/// <param name="Bounds">Where each digit is.</param>
/// <param name="Paper">What is printed on the paper.</param>
internal sealed record WrittenNumber(byte[] Grey, int Width, int Height, string Digits, Rectangle[] Bounds, Paper Paper);
