namespace Mnist.Classifier.Benchmarks;

/// <summary>Classifies one image at a time, as a user of the subject would write it.</summary>
internal interface IRowScorer
{
    /// <summary>Gets the name in the tables.</summary>
    string Subject { get; }

    /// <summary>Gets the digit; all ten probabilities are made too.</summary>
    /// <param name="pixels">784 bytes.</param>
    int Predict(byte[] pixels);
}
