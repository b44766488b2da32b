namespace DenseNetworks.ML;

/// <summary>The predictions of about one confidence, one bar of a reliability diagram. Immutable.</summary>
public sealed record CalibrationBin
{
    internal CalibrationBin(int count, double meanConfidence, double accuracy)
    {
        Count = count;
        MeanConfidence = meanConfidence;
        Accuracy = accuracy;
    }

    /// <summary>Gets how many predictions there are, 0 or more.</summary>
    public int Count { get; }

    /// <summary>Gets the mean of their largest probabilities, 0 to 1; 0 where there are no predictions.</summary>
    public double MeanConfidence { get; }

    /// <summary>Gets the share of them that is right, 0 to 1; 0 where there are no predictions.</summary>
    public double Accuracy { get; }
}
