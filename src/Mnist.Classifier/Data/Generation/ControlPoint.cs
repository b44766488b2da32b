using System.Numerics;

namespace Mnist.Classifier.Data.Generation;

/// <summary>A point that the pen passes through.</summary>
/// <param name="Position">Where, in a box of about 1 by 1 with y pointing down.</param>
/// <param name="IsCorner">Whether the pen turns sharply here rather than in a curve.</param>
internal readonly record struct ControlPoint(Vector2 Position, bool IsCorner);
