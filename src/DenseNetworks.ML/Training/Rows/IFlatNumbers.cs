namespace DenseNetworks.ML.Training;

/// <summary>Numbers in a <see cref="NetworkLayout"/>, in the memory of an engine.</summary>
internal interface IFlatNumbers
{
    /// <summary>Allocates as many numbers in the same kind of memory. Their values are undefined.</summary>
    IFlatNumbers MakeLike();

    /// <summary>Copies all numbers from another set of the same kind.</summary>
    void CopyFrom(IFlatNumbers other);

    /// <summary>Exchanges all numbers with another set of the same kind.</summary>
    void ExchangeWith(IFlatNumbers other);

    /// <summary>Determines whether all numbers are finite.</summary>
    bool AreFinite();

    /// <summary>Reads a range of numbers.</summary>
    void Read(long start, Span<float> destination);

    /// <summary>Writes a range of numbers.</summary>
    void Write(long start, ReadOnlySpan<float> source);

    /// <summary>Frees the memory early. The numbers must not be used afterward.</summary>
    void Free();
}
