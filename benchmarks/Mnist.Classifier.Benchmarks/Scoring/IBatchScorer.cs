namespace Mnist.Classifier.Benchmarks;

/// <summary>Classifies many images at once.</summary>
internal interface IBatchScorer
{
    /// <summary>Gets the name in the tables.</summary>
    string Subject { get; }

    /// <summary>Scores all images and reads all probabilities back.</summary>
    /// <returns>The digit of each image.</returns>
    int[] Score();
}
