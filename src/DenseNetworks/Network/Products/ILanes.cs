namespace DenseNetworks.Network;

/// <summary>
/// What products ask of a vector of floats. Implemented by empty structs, so that the compiler makes code for each kind of
/// vector that is as good as code written for it alone.
/// </summary>
/// <typeparam name="TVector">The vector.</typeparam>
internal unsafe interface ILanes<TVector>
    where TVector : unmanaged
{
    /// <summary>Gets the number of floats in a vector.</summary>
    static abstract int Count { get; }

    /// <summary>
    /// Gets how many rows of two vectors of sums the machine's registers hold, beside two vectors and one value to multiply: 12
    /// at most.
    /// </summary>
    static abstract int TileRows { get; }

    static abstract TVector Load(float* from);

    static abstract void Store(TVector vector, float* to);

    /// <summary>Makes a vector with the same value everywhere.</summary>
    static abstract TVector Repeat(float value);

    /// <summary>Computes <c>a · b + c</c>, with one rounding where the processor can.</summary>
    static abstract TVector MultiplyAdd(TVector a, TVector b, TVector c);

    /// <summary>Does what <see cref="Relu"/> does.</summary>
    static abstract TVector Rectify(TVector vector);

    /// <summary>Adds up the floats of a vector.</summary>
    static abstract float Sum(TVector vector);
}
