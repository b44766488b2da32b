namespace DenseNetworks.Network;

/// <summary>A tile of a product, and where its operands and sums are stored.</summary>
internal unsafe ref struct Tile
{
    public int Depth;

    /// <summary>The first value of the left matrix, and the distances to the next row and the next step in depth.</summary>
    public float* Left;
    public nint RowStride;
    public nint DepthStride;

    /// <summary>A packed panel of the right matrix: for each step in depth, the values of all columns of the tile.</summary>
    public float* Right;

    /// <summary>
    /// The values that the sums start from, and the distance to the next row's: 0 for biases, which are the same for each row.
    /// </summary>
    public float* Start;
    public nint StartStride;

    public float* Result;
    public nint ResultStride;

    public bool IsRectified;
}
