namespace Mnist.Digits.Normalization;

/// <summary>A bounding box, in pixels. All four limits are inclusive.</summary>
/// <param name="Left">The first column.</param>
/// <param name="Top">The first row.</param>
/// <param name="Right">The last column.</param>
/// <param name="Bottom">The last row.</param>
internal readonly record struct Box(int Left, int Top, int Right, int Bottom)
{
    public int Width => Right - Left + 1;

    public int Height => Bottom - Top + 1;

    public int LongestSide => Math.Max(Width, Height);

    public Box Union(Box other) => new(
        Math.Min(Left, other.Left), Math.Min(Top, other.Top), Math.Max(Right, other.Right), Math.Max(Bottom, other.Bottom));

    /// <summary>Returns the box with a margin on all sides, clipped to the picture.</summary>
    public Box Grow(int margin, int width, int height) => new(
        Math.Max(Left - margin, 0), Math.Max(Top - margin, 0),
        Math.Min(Right + margin, width - 1), Math.Min(Bottom + margin, height - 1));

    public Box Include(int column, int row) => Union(new Box(column, row, column, row));

    /// <summary>
    /// Returns the larger of the horizontal and vertical gaps between two boxes, in pixels: their Chebyshev distance.
    /// </summary>
    public int Gap(Box other) => Math.Max(
        Math.Max(other.Left - Right, Left - other.Right), Math.Max(Math.Max(other.Top - Bottom, Top - other.Bottom), 0));
}
