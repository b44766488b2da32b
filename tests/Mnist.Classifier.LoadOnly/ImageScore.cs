namespace Mnist.Classifier.LoadOnly;

internal sealed class ImageScore
{
    public int Digit { get; set; }

    public float[] Score { get; set; } = [];
}
