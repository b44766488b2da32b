namespace Mnist.Classifier.OtherProcess;

internal sealed class ImageScore
{
    public int Digit { get; set; }

    public float[] Score { get; set; } = [];
}
