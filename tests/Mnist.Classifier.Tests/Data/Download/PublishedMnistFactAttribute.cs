using Mnist.Classifier.Data.Download;
using Testing;

namespace Mnist.Classifier.Tests.Data.Download;

/// <summary>A test that needs MNIST's four files as they were published, in the folder that MNIST_DATA_DIR names.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class PublishedMnistFactAttribute : FactAttribute
{
    public PublishedMnistFactAttribute()
    {
        var folder = MnistFactAttribute.Directory;
        if (folder.Length == 0 || !PublishedFile.Mnist.All(file => File.Exists(Path.Combine(folder, file.Name))))
        {
            Skip = "Needs the real MNIST, packed as published: " +
                $"set {MnistFactAttribute.Variable} to the folder with the four .gz files.";
        }
    }
}
