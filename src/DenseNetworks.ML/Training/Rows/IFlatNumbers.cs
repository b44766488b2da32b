namespace DenseNetworks.ML.Training;

/// <summary>One number for each place of a <see cref="NetworkLayout"/>, wherever an engine keeps them.</summary>
internal interface IFlatNumbers
{
    /// <summary>Makes another set of as many numbers in the same kind of memory. What is in it at first is left open.</summary>
    IFlatNumbers MakeLike();

    /// <summary>Copies all numbers of another set of the same kind.</summary>
    void CopyFrom(IFlatNumbers other);

    /// <summary>Changes places with all numbers of another set of the same kind.</summary>
    void ExchangeWith(IFlatNumbers other);

    /// <summary>Tells whether all numbers are finite.</summary>
    bool AreFinite();

    /// <summary>Copies some numbers out.</summary>
    void Read(long start, Span<float> destination);

    /// <summary>Copies some numbers in.</summary>
    void Write(long start, ReadOnlySpan<float> source);

    /// <summary>Gives the memory back before its time. The numbers are not to be used any more.</summary>
    void Free();
}
