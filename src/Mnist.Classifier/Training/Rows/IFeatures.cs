namespace Mnist.Classifier.Training;

/// <summary>The features of all training rows, in one of two forms.</summary>
internal interface IFeatures
{
    /// <summary>Gets the number of rows.</summary>
    int RowCount { get; }
}
