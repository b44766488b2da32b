namespace DenseNetworks.ML.Training;

/// <summary>The features of the training rows, dense or sparse.</summary>
internal interface IFeatures
{
    /// <summary>Copies a row, including zeros.</summary>
    void CopyTo(int row, Span<float> destination);
}
