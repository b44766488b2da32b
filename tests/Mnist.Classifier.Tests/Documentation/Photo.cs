namespace Mnist.Classifier.Tests.Documentation;

/// <summary>Where a picture of a digit is.</summary>
internal sealed class Photo
{
    public string ImagePath { get; set; } = "";
}
