namespace Mnist.Classifier.Tests.Readme;

/// <summary>Where a picture of a digit is.</summary>
internal sealed class Photo
{
    public string ImagePath { get; set; } = "";
}
