namespace Testing;

public sealed class PointPrediction
{
    public string PredictedColour { get; set; } = "";

    public uint PredictedLabel { get; set; }

    public float[] Score { get; set; } = [];
}
