namespace DenseNetworks.ML.Training;

/// <summary>The features of all training rows, in one of two forms.</summary>
internal interface IFeatures
{
    /// <summary>Writes one row with its zeros.</summary>
    void CopyTo(int row, Span<float> destination);
}
