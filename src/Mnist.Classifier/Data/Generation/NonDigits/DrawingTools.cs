namespace Mnist.Classifier.Data.Generation;

/// <summary>What one thread draws with, image after image.</summary>
internal sealed class DrawingTools
{
    public PenPath Path { get; } = new();

    public InkCanvas Canvas { get; } = new();

    /// <summary>Gets the room for an image that is not shown as it is.</summary>
    public byte[] Scratch { get; } = new byte[InkCanvas.ImageSide * InkCanvas.ImageSide];
}
