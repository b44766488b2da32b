namespace DenseNetworks.Network;

/// <summary>
/// Defines the vector operations that products need. It is implemented by empty structs, so that the JIT compiler generates
/// code for each vector type that is as good as code written for that type alone.
/// </summary>
internal unsafe interface ILanes<TVector>
    where TVector : unmanaged
{
    static abstract int Count { get; }

    /// <summary>
    /// Gets the number of rows of a tile, at most 12: as many as the registers hold with two vectors of sums each, beside two
    /// vectors and one value to multiply.
    /// </summary>
    static abstract int TileRows { get; }

    static abstract TVector Load(float* from);

    static abstract void Store(TVector vector, float* to);

    /// <summary>Creates a vector with the same value in every lane.</summary>
    static abstract TVector Repeat(float value);

    /// <summary>Computes <c>a · b + c</c>, with a single rounding if the processor supports it.</summary>
    static abstract TVector MultiplyAdd(TVector a, TVector b, TVector c);

    static abstract TVector Rectify(TVector vector);

    static abstract float Sum(TVector vector);
}
