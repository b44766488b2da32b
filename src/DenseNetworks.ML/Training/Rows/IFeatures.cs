namespace DenseNetworks.ML.Training;

/// <summary>The features of all training rows, in one of two forms.</summary>
internal interface IFeatures
{
    /// <summary>Gets the number of rows.</summary>
    int RowCount { get; }

    /// <summary>Writes one row with its zeros.</summary>
    /// <param name="row">The row.</param>
    /// <param name="destination">Receives it, <c>[features]</c>.</param>
    void CopyTo(int row, Span<float> destination);
}
