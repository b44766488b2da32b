using System.Text.RegularExpressions;

namespace Mnist.Classifier.Data.Folders;

/// <summary>Whether a file or folder has training or test images, by its name: mnist_train.csv, training, testSet.</summary>
internal static partial class SplitName
{
    /// <summary>Returns true for test images, false for training images, and null for neither, or both.</summary>
    public static bool? Of(string name)
    {
        var words = Word().Matches(name).Select(match => match.Value.ToUpperInvariant()).ToList();
        var isTrain = words.Exists(word => word is "TRAIN" or "TRAINING");
        var isTest = words.Exists(word => word is "TEST" or "TESTING");
        return isTrain == isTest ? null : isTest;
    }

    [GeneratedRegex("[A-Z]?[a-z]+|[A-Z]+")]
    private static partial Regex Word();
}
