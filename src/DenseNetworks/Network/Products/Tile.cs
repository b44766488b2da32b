namespace DenseNetworks.Network;

/// <summary>A small part of a product, and where its operands and its sums lie.</summary>
internal unsafe ref struct Tile
{
    /// <summary>The number of products in each sum.</summary>
    public int Depth;

    /// <summary>The first value of the left matrix, and how far it is to the next row's and to the next step's.</summary>
    public float* Left;
    public nint RowStride;
    public nint DepthStride;

    /// <summary>A packed panel of the right matrix: for each step in depth the values of all columns of the tile.</summary>
    public float* Right;

    /// <summary>What the sums begin with, and how far it is to the next row's. Biases are the same for each: 0.</summary>
    public float* Start;
    public nint StartStride;

    /// <summary>Where the sums go.</summary>
    public float* Result;
    public nint ResultStride;

    public bool IsRectified;
}
